import type { Component } from 'svelte';

/** A sign from the set of icons that the whole window draws from. */
export type IconComponent = Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;
