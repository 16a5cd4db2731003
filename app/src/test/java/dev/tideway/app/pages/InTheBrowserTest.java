package dev.tideway.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with the pages, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InTheBrowserTest {
  private final Workshop workshop = Workshop.open();
  private final Chromium browser = workshop.browser();

  InTheBrowserTest() throws IOException {}

  @AfterAll
  void stop() {
    workshop.close();
  }

  @Test
  void searchingShowsWhatIsFoundWithoutLeavingThePage() {
    workshop.as("viewer");
    browser.look(false, 1100, 720);
    workshop.visit("/items");
    browser.evaluate("window.stayed = true");
    browser.evaluate(
        "{const q = document.getElementById('q'); q.value = 'dovet';"
            + " q.dispatchEvent(new Event('input', {bubbles: true}))}");
    browser.waitFor(
        "document.querySelectorAll('.row').length > 0 && document.querySelectorAll('.row').length <"
            + " 5");
    assertEquals(true, browser.evaluate("window.stayed").getValue());
    assertEquals(true, browser.evaluate("location.search.includes('q=dovet')").getValue());
    browser.evaluate("history.back()");
    browser.waitFor("document.querySelectorAll('.row').length === 20");
    browser.evaluate("document.querySelector('#more a').click()");
    browser.waitFor("document.querySelectorAll('.row').length > 20");
    browser.waitFor("document.activeElement === document.querySelectorAll('.row-name')[20]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anItemIsWrittenWithAndWithoutScripts(boolean scripts) {
    workshop.as("editor");
    browser.scripts(scripts);
    try {
      workshop.visit("/items/new");
      browser.evaluate("document.getElementById('name').value = 'Router plane'");
      browser.evaluate("document.getElementById('category').value = 'planes'");
      browser.evaluate("document.querySelector('form.card button').click()");
      browser.waitFor("location.search === '?done=created' && !!document.querySelector('.notice')");
      assertEquals(
          "Router plane", browser.evaluate("document.querySelector('h1').textContent").getValue());
      browser.evaluate("document.querySelector('.danger summary').click()");
      browser.evaluate("document.querySelector('.danger button').click()");
      browser.waitFor("location.pathname === '/items' && location.search === '?done=deleted'");
    } finally {
      browser.scripts(true);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFileIsUploadedWithAndWithoutScripts(boolean scripts) {
    workshop.as("editor");
    browser.scripts(scripts);
    try {
      workshop.visit("/items/" + Workshop.PLANE);
      upload();
      browser.waitFor(
          "location.search === '?done=attached' && !!document.querySelector('.notice')");
      assertEquals(
          "ü & co.txt",
          browser
              .evaluate("document.querySelector('.files li:last-child a').textContent")
              .getValue());
      String button = "document.querySelector('.files li:last-child button')";
      assertEquals(false, browser.evaluate(button + ".checkVisibility()").getValue());
      browser.evaluate("document.querySelector('.files li:last-child summary').click()");
      assertEquals(true, browser.evaluate(button + ".checkVisibility()").getValue());
      browser.evaluate(button + ".click()");
      browser.waitFor(
          "location.search === '?done=detached' && !!document.querySelector('.notice')");
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void whatIsRefusedDoesntLookDone() {
    workshop.as("editor");
    workshop.visit("/items/" + Workshop.PLANE + "?done=attached");
    browser.waitFor("!!document.querySelector('.notice')");
    upload("text/html", "a.html");
    browser.waitFor(
        "document.getElementById('problem').textContent.includes('attached, as text/html')");
    assertEquals(true, browser.evaluate("!document.querySelector('.notice')").getValue());
  }

  @Test
  void theKeyboardReachesTheContentFirst() {
    workshop.as("viewer");
    workshop.visit("/items");
    assertEquals(
        "#content",
        browser
            .evaluate("document.querySelector('a, button, input, select').getAttribute('href')")
            .getValue());
  }

  @Test
  void whatWasWrittenOutlivesTheSession() {
    workshop.as("editor");
    workshop.visit("/items/new");
    browser.evaluate("document.getElementById('name').value = 'Rebate plane'");
    browser.evaluate("document.getElementById('category').value = 'planes'");
    browser.forgetCookies();
    browser.evaluate("document.querySelector('form.card button').click()");
    browser.waitFor("document.getElementById('problem').textContent.includes('has ended')");
    workshop.as("editor");
    browser.evaluate("document.querySelector('form.card button').click()");
    browser.waitFor("location.search === '?done=created' && !!document.querySelector('.notice')");
    assertEquals(
        "Rebate plane", browser.evaluate("document.querySelector('h1').textContent").getValue());
  }

  @Test
  void aSessionGoesOnWhileItsPageIsOpen() {
    workshop.as("none");
    // Minutes become milliseconds.
    browser.beforeScripts(
        "const every = setInterval; setInterval = (task, time) => every(task, time / 600)");
    workshop.visit("/auth/sign-in?to=/items");
    browser.evaluate("document.getElementById('name').value = 'admin'");
    browser.evaluate("document.getElementById('password').value = '" + workshop.password() + "'");
    browser.evaluate("document.querySelector('main form button').click()");
    browser.waitFor("location.pathname === '/items' && !!localStorage.getItem('refreshed')");
    browser.evaluate("localStorage.setItem('refreshed', '1')");
    browser.waitFor("localStorage.getItem('refreshed') > 1");
    workshop.visit("/items");
    assertEquals("/items", browser.evaluate("location.pathname").getValue());
  }

  @Test
  void anUploadShowsHowFarItIs() {
    workshop.as("editor");
    workshop.visit("/items/" + Workshop.PLANE);
    browser.evaluate(
        "new MutationObserver(() => sessionStorage.setItem('bar',"
            + " document.querySelector('progress').value))"
            + ".observe(document.querySelector('progress'), {attributes: true})");
    upload();
    browser.waitFor("location.search === '?done=attached'");
    assertEquals("100", browser.evaluate("sessionStorage.getItem('bar')").getValue());
  }

  private void upload() {
    upload("text/plain", "ü & co.txt");
  }

  private void upload(String type, String name) {
    browser.evaluate(
        "{const files = new DataTransfer();"
            + " files.items.add(new File(['0123456789'.repeat(100000)], '"
            + name
            + "', {type: '"
            + type
            + "'}));"
            + " document.getElementById('file').files = files.files;"
            + " document.querySelector('.upload button').click()}");
  }
}
