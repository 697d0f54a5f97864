// Draws the table that a figure names: each line of it says of itself where it stands, what it comes to and between what it lies.
(() => {
  'use strict';
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // A token holds light-dark(), which only a colour that is used comes out of.
  const colour = name => {
    const probe = document.createElement('span');
    probe.hidden = true;
    document.body.append(probe);
    probe.style.color = 'var(' + name + ')';
    const told = getComputedStyle(probe).color;
    probe.remove();
    return told;
  };
  const faint = told => told.replace('rgb(', 'rgba(').replace(')', ', .45)');

  const units = {
    share: value => Math.round(value * 1000) / 10 + '%',
    seconds: value => value < 120 ? Math.round(value) + ' s' : value < 7200 ? Math.round(value / 60) + ' min'
      : value < 172800 ? Math.round(value / 360) / 10 + ' h' : Math.round(value / 8640) / 10 + ' d',
    other: value => value.toLocaleString('en')
  };

  // Between what a share lies, as a thin line through its point.
  const intervals = {
    id: 'intervals',
    afterDatasetsDraw(chart) {
      const bars = chart.options.indexAxis === 'y';
      const scale = chart.scales[bars ? 'x' : 'y'];
      const pen = chart.ctx;
      pen.save();
      pen.lineWidth = 1.25;
      chart.data.datasets.forEach((set, n) => {
        if (!chart.isDatasetVisible(n)) return;
        pen.strokeStyle = bars ? colour('--ink') : set.borderColor;
        chart.getDatasetMeta(n).data.forEach((point, i) => {
          const row = set.rows[i];
          if (!row || row.low === row.high) return;
          const [low, high] = [scale.getPixelForValue(row.low), scale.getPixelForValue(row.high)];
          pen.beginPath();
          if (bars) { pen.moveTo(low, point.y); pen.lineTo(high, point.y); } else { pen.moveTo(point.x, low); pen.lineTo(point.x, high); }
          pen.stroke();
        });
      });
      pen.restore();
    }
  };

  const rows = table => [...table.querySelectorAll('tr[data-drawn]')].map(row => ({
    label: row.dataset.label, series: row.dataset.series, value: Number(row.dataset.value), low: Number(row.dataset.low),
    high: Number(row.dataset.high), soFar: row.hasAttribute('data-so-far'), told: row.dataset.told }));

  const dataset = (name, n, labels, all, kind) => {
    const told = colour('--chart-' + (n % 8 + 1));
    const by = new Map(all.filter(row => row.series === name).map(row => [row.label, row]));
    const mine = labels.map(label => by.get(label) || null);
    const set = { label: name, rows: mine, data: mine.map(row => row ? row.value : null), borderColor: told };
    if (kind === 'line') {
      return { ...set, backgroundColor: told, borderWidth: 2, pointRadius: 3.5, spanGaps: true, tension: 0,
        pointBackgroundColor: mine.map(row => row && row.soFar ? colour('--card') : told),
        segment: { borderDash: at => mine[at.p1DataIndex] && mine[at.p1DataIndex].soFar ? [4, 4] : undefined } };
    }
    return { ...set, backgroundColor: mine.map(row => row && row.soFar ? faint(told) : told), borderWidth: 0, borderRadius: 3,
      maxBarThickness: kind === 'bars' ? 22 : 46 };
  };

  const config = figure => {
    const all = rows(document.getElementById(figure.dataset.of));
    const kind = figure.dataset.chart;
    const share = figure.dataset.unit === 'share';
    const told = units[figure.dataset.unit] || units.other;
    const labels = [...new Set(all.map(row => row.label))];
    if (kind !== 'bars') labels.sort();
    const names = kind === 'bars' ? [''] : [...new Set(all.map(row => row.series))];
    const sets = kind === 'bars'
      ? [dataset('', 0, labels, all.map(row => ({ ...row, series: '' })), kind)]
      : names.map((name, n) => dataset(name, n, labels, all, kind));
    const grid = colour('--line');
    const ink = colour('--soft');
    const numbers = { beginAtZero: true, suggestedMax: share ? Math.min(1, Math.max(...all.map(row => row.high))) : undefined, max: share && Math.max(...all.map(row => row.high)) > .7 ? 1 : undefined,
      grid: { color: grid }, border: { display: false }, ticks: { color: ink, callback: told, maxTicksLimit: 6 },
      stacked: kind === 'stacked' };
    const places = { offset: true, grid: { display: false }, border: { color: grid }, ticks: { color: ink, autoSkip: kind !== 'bars' },
      stacked: kind === 'stacked' };
    return {
      type: kind === 'line' ? 'line' : 'bar',
      data: { labels, datasets: sets },
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, indexAxis: kind === 'bars' ? 'y' : 'x',
        interaction: { mode: 'index', intersect: false, axis: kind === 'bars' ? 'y' : 'x' },
        font: { family: css('--sans') },
        scales: kind === 'bars' ? { x: numbers, y: places } : { x: places, y: numbers },
        plugins: {
          legend: { display: sets.length > 1, position: 'bottom', labels: { color: ink, boxWidth: 10, boxHeight: 10 } },
          tooltip: { callbacks: { label: at => {
            const row = at.dataset.rows[at.dataIndex];
            return row ? (at.dataset.label ? at.dataset.label + ': ' : '') + row.told + (row.soFar ? ', so far' : '') : '';
          } } }
        }
      },
      plugins: [intervals]
    };
  };

  const draw = () => document.querySelectorAll('figure[data-chart]').forEach(figure => {
    const canvas = figure.querySelector('canvas');
    if (!window.Chart || !canvas || !document.getElementById(figure.dataset.of)) return;
    const before = window.Chart.getChart(canvas);
    if (before) before.destroy();
    const told = config(figure);
    if (figure.dataset.chart === 'bars') {
      figure.querySelector('.chart-room').style.height = 3.5 + 1.9 * Math.max(2, told.data.labels.length) + 'rem';
    }
    new window.Chart(canvas, told);
  });

  document.addEventListener('DOMContentLoaded', () => {
    if (document.querySelector('[data-chart], [data-charts]')) {
      draw();
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
      new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-theme'] });
    }
  });
  document.addEventListener('htmx:afterSettle', event => {
    // What was put in: of what was swapped out whole, the event's own target still is the old one.
    if (event.target.querySelector('[data-chart]')) draw();
  });
})();
