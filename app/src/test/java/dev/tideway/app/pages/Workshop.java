package dev.tideway.app.pages;

import dev.tideway.app.TestApp;
import dev.tideway.app.TestTokens;
import dev.tideway.app.Uploads;
import dev.tideway.app.database.TestPostgres;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.ItemStatus;
import dev.tideway.app.repositories.ItemRepository;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** An app with a workshop's items, and a browser that looks at it. */
record Workshop(TestApp app, URI home, Chromium browser, String password) implements AutoCloseable {
  /** An item with a text and a file. */
  static final UUID PLANE = UUID.fromString("8f3fb4a6-2f0e-4a55-8d6a-9b8a4d6f8c11");

  private static final Path FILES = Path.of("target", "browser-files");
  private static final Instant START = Instant.parse("2026-11-03T08:23:54Z");

  static Workshop open() throws IOException {
    Files.createDirectories(FILES);
    String password = UUID.randomUUID().toString();
    TestApp app =
        TestApp.start(
            environment(password),
            Map.of("app.version", "1.5.0", "app.revision", "7", "app.pod", "items-7-x2v9k"));
    fill(app);
    return new Workshop(
        app,
        URI.create("http://localhost:" + app.http().server().getPort()),
        Chromium.start(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium")),
        password);
  }

  /** Who looks from here on; none for a stranger. */
  void as(String role) {
    browser.forgetCookies();
    if (!role.equals("none")) {
      String token =
          TestTokens.sign(
              TestTokens.claims(role)
                  .issuer("http://localhost")
                  .claim("name", "Eve Marsh")
                  .build());
      browser.cookie("session", token, home);
    }
  }

  void visit(String path) {
    browser.open(home.resolve(path));
  }

  @Override
  public void close() {
    browser.close();
    app.close();
  }

  private static Map<String, String> environment(String password) {
    Map<String, String> environment = new HashMap<>(TestPostgres.migrated());
    environment.put("APP_LOCAL_ACCOUNTS", "true");
    environment.put("APP_DEMO_FAULTS", "true");
    environment.put("APP_ADMIN_PASSWORD", password);
    environment.put("APP_PUBLIC_URL", "http://localhost");
    environment.put("STORAGE_URL", FILES.toUri().toString());
    return environment;
  }

  private static void fill(TestApp app) {
    String[] things = {
      "Marking gauge, brass|measuring", "Spokeshave, flat|planes", "Mortise chisel, 10 mm|chisels",
      "Ash boards, 25 mm|timber", "Try square, 200 mm|measuring", "Card scraper set|finishing",
      "Hide glue, 500 g|finishing", "Dovetail saw, 18 tpi|saws", "Bench dog, beech|benches",
      "Whetstone, 1000 grit|sharpening", "Panel saw, 7 ppi|saws", "Holdfast, forged|benches",
    };
    ItemRepository items = app.bean(ItemRepository.class);
    for (int i = 0; i < 30; i++) {
      String[] thing = things[i % things.length].split("\\|", -1);
      ItemStatus status =
          i % 5 == 1 ? ItemStatus.DRAFT : i % 7 == 4 ? ItemStatus.ARCHIVED : ItemStatus.ACTIVE;
      ItemDraft draft = new ItemDraft(thing[0], "", thing[1], status, i * 37 % 240);
      items.save(Item.create(UUID.randomUUID(), draft, START.plusSeconds(-50_000L * i)));
    }
    String text =
        "A smoothing plane for the last shavings: iron body, blade 50 mm wide, cap iron of the"
            + " same maker.\n\nSharpened before it leaves the shop.";
    ItemDraft plane = new ItemDraft("Smoothing plane No. 4", text, "planes", ItemStatus.ACTIVE, 12);
    items.save(Item.create(PLANE, plane, START.plusSeconds(60_000)));
    String token = TestTokens.sign(TestTokens.claims("editor").issuer("http://localhost").build());
    byte[] notes = "Set the cap iron 1 mm back.".repeat(300).getBytes(StandardCharsets.UTF_8);
    Uploads.send(
        app.as(token), "/api/v1/items/" + PLANE + "/files", "setting-up.txt", "text/plain", notes);
  }
}
