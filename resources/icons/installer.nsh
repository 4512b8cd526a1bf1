; Asks, while uninstalling, what shall become of the runs, models, data sets and settings of this person.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION "Delete also your runs, data sets, drawings and settings of Epoch Lab? Files that you saved elsewhere stay." /SD IDNO IDNO keepEpochLabData
      ; Taken off for all persons of a machine, $APPDATA is the machine's own, in which the program keeps nothing.
      ${if} $installMode == "all"
        SetShellVarContext current
      ${endIf}
      RMDir /r "$APPDATA\${APP_FILENAME}"
      RMDir /r "$APPDATA\${PRODUCT_NAME}"
      ${if} $installMode == "all"
        SetShellVarContext all
      ${endIf}
    keepEpochLabData:
  ${endIf}
!macroend
