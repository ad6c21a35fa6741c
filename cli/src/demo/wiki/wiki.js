"use strict";
async function wait() {
  for (let pause = 500; ; pause = Math.min(pause * 2, 15000)) {
    try {
      const news = await (await fetch("/waiting/news")).json();
      if (news.go) return location.replace(news.go);
      pause = 250;
    } catch { /* no network now: ask again later */ }
    await new Promise((resume) => setTimeout(resume, pause));
  }
}
if (document.querySelector("[data-wait]")) wait();
