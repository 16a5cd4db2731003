package dev.tideway.app.controllers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tideway.app.Http;
import dev.tideway.app.TestApp;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The document that is served says what the app does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  private final TestApp app = TestApp.start(Map.of(), Map.of());
  private final JsonNode document;

  OpenApiTest() throws IOException {
    Http http = app.http();
    document =
        app.bean(JsonMapper.class).readValue(http.get("/openapi/v1.json").body(), JsonNode.class);
  }

  @AfterAll
  void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/items,      get,    200 401 403 4XX 5XX",
    "/api/v1/items,      post,   201 401 403 4XX 5XX",
    "/api/v1/items/{id}, get,    200 304 401 403 4XX 5XX",
    "/api/v1/items/{id}, put,    200 401 403 4XX 5XX",
    "/api/v1/items/{id}, delete, 204 401 403 4XX 5XX",
    "/api/v1/items/{id}/files,        get,    200 401 403 4XX 5XX",
    "/api/v1/items/{id}/files,        post,   201 401 403 4XX 5XX",
    "/api/v1/items/{id}/files/{file}, get,    200 206 304 401 403 4XX 5XX",
    "/api/v1/items/{id}/files/{file}, head,   200 401 403 4XX 5XX",
    "/api/v1/items/{id}/files/{file}, delete, 204 401 403 4XX 5XX",
    "/api/v1/login,      post,   200 401 403 4XX 5XX",
    "/api/v1/refresh,    post,   200 401 403 4XX 5XX",
    "/api/v1/logout,     post,   204 401 403 4XX 5XX",
    "/api/v1/me,         get,    200 401 403 4XX 5XX",
    "/api/v1/users,      get,    200 401 403 4XX 5XX",
    "/api/v1/users,      post,   201 401 403 4XX 5XX",
    "/api/v1/users/{name}, put,    200 401 403 409 4XX 5XX",
    "/api/v1/users/{name}, delete, 204 401 403 409 4XX 5XX",
    "/debug,             get,    200 401 403 4XX 5XX",
  })
  void namesEveryAnswer(String path, String method, String statuses) {
    JsonNode responses = at("paths", path, method, "responses");
    TreeSet<String> named = new TreeSet<>();
    responses.entries().forEach(entry -> named.add(entry.getKey()));
    assertEquals(statuses, String.join(" ", named));
    assertEquals(
        "#/components/schemas/Problem",
        at(
                "paths",
                path,
                method,
                "responses",
                "4XX",
                "content",
                "application/problem+json",
                "schema",
                "$ref")
            .getStringValue());
  }

  @Test
  void saysWhichNeedAToken() {
    assertEquals(
        "bearer", at("components", "securitySchemes", "bearer", "scheme").getStringValue());
    assertEquals(1, at("paths", "/api/v1/items", "post", "security").size());
    assertEquals(1, at("paths", "/debug", "get", "security").size());
    assertEquals(1, at("paths", "/api/v1/items/{id}/files", "post", "security").size());
    assertEquals(1, at("paths", "/api/v1/items/{id}/files/{file}", "get", "security").size());
    JsonNode login = at("paths", "/api/v1/login", "post");
    assertEquals(Optional.empty(), Optional.ofNullable(login.get("security")));
  }

  @ParameterizedTest
  @CsvSource({
    "Item,     category createdAt description id name quantity status updatedAt version",
    "ItemForm, category name",
    "ItemPage, items",
    "AttachedFile, createdAt id itemId name sha256 size type",
    "FileList, files",
    "FileForm, file",
    "Problem,  detail status title type",
  })
  void requiresOnlyWhatIsAlwaysThere(String schema, String fields) {
    TreeSet<String> required = new TreeSet<>();
    at("components", "schemas", schema, "required")
        .values()
        .forEach(f -> required.add(f.getStringValue()));
    assertEquals(fields, String.join(" ", required));
  }

  @ParameterizedTest
  @CsvSource({"put", "delete"})
  void aChangeRequiresIfMatchOnce(String method) {
    List<String> seen = new ArrayList<>();
    at("paths", "/api/v1/items/{id}", method, "parameters")
        .values()
        .forEach(
            p ->
                seen.add(
                    Optional.ofNullable(p.get("name")).map(JsonNode::getStringValue).orElse("")
                        + Optional.ofNullable(p.get("required"))
                            .map(JsonNode::getBooleanValue)
                            .orElse(false)
                        + Optional.ofNullable(p.get("schema"))
                            .map(schema -> schema.get("type"))
                            .map(JsonNode::getStringValue)
                            .orElse("")));
    assertEquals(
        List.of("idtruestring", "If-Matchtruestring"), seen.stream().sorted().toList().reversed());
  }

  @ParameterizedTest
  @CsvSource({"name", "description"})
  void patternsAreOnesThatEveryLanguageReads(String field) {
    String pattern =
        at("components", "schemas", "ItemForm", "properties", field, "pattern").getStringValue();
    assertFalse(pattern.contains("\\ud") || pattern.contains("(?"), pattern);
  }

  private JsonNode at(String... path) {
    JsonNode node = document;
    for (String name : path) {
      node =
          Optional.ofNullable(node.get(name)).orElseThrow(() -> new AssertionError("no " + name));
    }
    return node;
  }
}
