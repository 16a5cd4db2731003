package dev.tideway.cli.appd.lint;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks manifests as the apiserver would, by the CRDs alone. */
public final class Lint {
  private final Rules rules = new Rules();

  /**
   * What there is to say of a file.
   *
   * @param checked documents of our kinds
   * @param skipped documents of other kinds
   */
  public record Report(int checked, int skipped, List<Finding> findings) {}

  /**
   * @param file how it is called in what is found
   */
  public Report check(String file, Reader text) {
    List<Document> documents;
    try {
      documents = Yaml.read(text).stream().flatMap(Document::items).toList();
    } catch (Yaml.Unreadable e) {
      return new Report(
          0, 0, List.of(new Finding(file, e.line(), "", String.valueOf(e.getMessage()))));
    }
    List<Finding> findings = new ArrayList<>();
    int checked = 0;
    for (Document document : documents) {
      if (isOurs(document)) {
        checked++;
        findings.addAll(check(file, document));
      }
    }
    findings.sort(Comparator.comparingInt(Finding::line));
    return new Report(checked, documents.size() - checked, findings);
  }

  private static boolean isOurs(Document document) {
    return document.text("apiVersion").filter(v -> v.startsWith("tideway.dev/")).isPresent();
  }

  private List<Finding> check(String file, Document document) {
    List<Finding> findings = new ArrayList<>();
    String kind = document.text("kind").orElse("");
    Optional<Schema> schema = Crds.find(kind);
    if (schema.isEmpty()) {
      String known = String.join(", ", Crds.kinds());
      findings.add(
          finding(
              file, document, "kind", "write one of " + known + Similar.hint(kind, Crds.kinds())));
      return findings;
    }
    if (!document.text("apiVersion").orElse("").equals(Crds.API_VERSION)) {
      findings.add(finding(file, document, "apiVersion", "write " + Crds.API_VERSION));
    }
    Object value = Defaults.apply(schema.get(), document.value());
    new Structure((path, message) -> findings.add(finding(file, document, path, message)))
        .check(Metadata.complete(schema.get()), value, "");
    Metadata.nameOf(value)
        .ifPresent(message -> findings.add(finding(file, document, "metadata.name", message)));
    boolean sound = findings.isEmpty();
    rules.check(
        schema.get(),
        value,
        new Rules.Findings() {
          @Override
          public void broken(String path, String message) {
            findings.add(finding(file, document, path, message));
          }

          // A rule can't be asked about what isn't there or isn't of its type, and that is said
          // already.
          @Override
          public void unanswered(String path, String message) {
            if (sound) {
              findings.add(finding(file, document, path, message));
            }
          }
        });
    return findings;
  }

  private static Finding finding(String file, Document document, String path, String message) {
    return new Finding(file, document.line(path), path, message);
  }
}
