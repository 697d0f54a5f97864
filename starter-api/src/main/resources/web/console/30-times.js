// A time that runs out is told anew each second: <time data-countdown datetime="...">. The server says the same in words.
(() => {
  'use strict';
  const two = number => String(number).padStart(2, '0');
  const told = seconds => {
    const left = Math.abs(seconds);
    const [days, hours, minutes] = [Math.floor(left / 86400), Math.floor(left / 3600) % 24, Math.floor(left / 60) % 60];
    const text = days > 0 ? days + 'd ' + hours + 'h'
      : hours > 0 ? hours + 'h ' + two(minutes) + 'm' : minutes + ':' + two(left % 60);
    return seconds < 0 ? '−' + text : text;
  };
  const tick = () => document.querySelectorAll('time[data-countdown]').forEach(time => {
    const seconds = Math.round((Date.parse(time.dateTime) - Date.now()) / 1000);
    time.textContent = told(seconds);
    time.classList.toggle('late', seconds < 0);
  });
  document.addEventListener('DOMContentLoaded', () => { tick(); setInterval(tick, 1000); });
  document.addEventListener('htmx:afterSettle', tick);
})();
