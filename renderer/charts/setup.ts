import { Chart, Decimation, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';

Chart.register(Decimation, LinearScale, LineController, LineElement, PointElement, Tooltip);

// Curves follow the run as it goes; a moving line would only be late.
Chart.defaults.animation = false;
Chart.defaults.responsive = true;
Chart.defaults.maintainAspectRatio = false;
Chart.defaults.parsing = false;
Chart.defaults.normalized = true;

export { Chart };
