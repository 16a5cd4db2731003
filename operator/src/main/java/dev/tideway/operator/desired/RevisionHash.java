package dev.tideway.operator.desired;

import dev.tideway.crds.AppDeploymentSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names a revision after what the user wrote, and nothing that this version of the operator makes
 * of it: an upgrade of the operator restarts nobody's pods.
 */
public final class RevisionHash {
  // No vowels, so that no word comes out; the alphabet of Kubernetes' own generated names.
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LENGTH = 10;

  private RevisionHash() {}

  /** Ten characters that are equal for equal pods. */
  public static String of(AppDeploymentSpec spec) {
    return of(Json.text(podFields(spec)));
  }

  /** The fields of a spec that shape a pod. */
  static Map<String, Object> podFields(AppDeploymentSpec spec) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("image", spec.image());
    fields.put("imagePullPolicy", spec.imagePullPolicy());
    fields.put("imagePullSecrets", spec.imagePullSecrets());
    fields.put("command", spec.command());
    fields.put("args", spec.args());
    fields.put("workingDir", spec.workingDir());
    fields.put("env", spec.env());
    fields.put("envFrom", spec.envFrom());
    fields.put("ports", spec.ports());
    fields.put("resources", spec.resources());
    fields.put("probes", spec.probes());
    fields.put("config", spec.config());
    fields.put("storage", mounts(spec));
    fields.put("identity", spec.identity());
    fields.put("placement", spec.placement());
    fields.put("podTemplate", spec.podTemplate());
    Map<String, Object> present = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value != null) {
            present.put(name, value);
          }
        });
    return present;
  }

  // A claim may grow without a restart, so only what the pod sees of it counts.
  private static @Nullable List<List<String>> mounts(AppDeploymentSpec spec) {
    return spec.storage() == null
        ? null
        : spec.storage().stream().map(c -> List.of(c.name(), c.mountPath())).toList();
  }

  private static String of(String text) {
    byte[] digest = sha256(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder hash = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      hash.append(ALPHABET.charAt(Byte.toUnsignedInt(digest[i]) % ALPHABET.length()));
    }
    return hash.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
