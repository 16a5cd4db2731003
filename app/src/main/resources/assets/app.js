// What htmx doesn't do. All works without this file, only less smoothly.
'use strict';

// After a form came back with errors, whoever can't see them is told, and everybody is taken there.
document.addEventListener('htmx:afterSwap', () => document.getElementById('summary')?.focus());
document.getElementById('summary')?.focus();

// "Show more" is gone once it has done that: whoever pressed it by keyboard goes on at the first new row.
document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.target.id === 'more') {
    const last = event.detail.target.previousElementSibling;
    document.addEventListener('htmx:afterSettle', () => last.nextElementSibling?.querySelector('a')?.focus(), {once: true});
  }
});

// A server that is away gives htmx nothing to show.
document.addEventListener('htmx:sendError', () => {
  const words = document.createElement('p');
  words.className = 'problem';
  words.textContent = 'The app can’t be reached right now. What you wrote is still here: try again.';
  document.getElementById('problem').replaceChildren(words);
});
// What was done or went wrong before isn't what comes of this.
document.addEventListener('htmx:beforeRequest', () => {
  document.getElementById('problem').replaceChildren();
  document.querySelector('.notice')?.remove();
});

// How far an upload is, which htmx hears of and doesn't show.
document.addEventListener('htmx:xhr:progress', event => {
  const bar = event.target.closest?.('form.upload')?.querySelector('progress');
  if (bar && event.detail.lengthComputable) {
    bar.hidden = false;
    bar.value = 100 * event.detail.loaded / event.detail.total;
  }
});
document.addEventListener('htmx:afterRequest', event => {
  const bar = event.target.closest?.('form.upload')?.querySelector('progress');
  if (bar) {
    bar.hidden = true;
  }
});

// A session holds for minutes, and writing may take longer. One tab at a time asks for the next one, as an issuer may
// take a refresh token once; local accounts' are good for ten seconds more.
const EVERY = 4 * 60 * 1000;

async function stay() {
  const last = Number(localStorage.getItem('refreshed') ?? 0);
  if (document.hidden || Date.now() - last < EVERY) {
    return;
  }
  const answer = await fetch('/auth/refresh', {method: 'POST'});
  if (answer.ok) {
    localStorage.setItem('refreshed', String(Date.now()));
  } else if (answer.status === 401) {
    clearInterval(timer);
  }
}

let timer;
if (document.body.dataset.signedIn === 'true' && navigator.locks) {
  if (!localStorage.getItem('refreshed')) {
    localStorage.setItem('refreshed', String(Date.now()));
  }
  timer = setInterval(() => navigator.locks.request('session', {ifAvailable: true}, lock => lock && stay()), 30_000);
} else {
  localStorage.removeItem('refreshed');
}
