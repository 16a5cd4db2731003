package dev.tideway.operator.traffic;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Istio's route, as far as we write and read it. */
// Or it would be read as a kind that nobody knows.
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("networking.istio.io")
@Version("v1")
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class VirtualService implements HasMetadata, Namespaced {
  private String apiVersion = HasMetadata.getApiVersion(VirtualService.class);
  private String kind = HasMetadata.getKind(VirtualService.class);
  private ObjectMeta metadata = new ObjectMeta();
  private @Nullable Spec spec;
  private @Nullable Status status;

  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Spec(
      List<String> hosts, @Nullable List<String> gateways, @Nullable List<Http> http) {}

  /** A rule; the first that matches decides. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Http(
      @Nullable List<Match> match,
      @Nullable List<Share> route,
      @Nullable Destination mirror,
      @Nullable Percent mirrorPercentage) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Match(@Nullable Text uri, @Nullable Map<String, Text> headers) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Text(@Nullable String exact, @Nullable String prefix, @Nullable String regex) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Share(Destination destination, @Nullable Integer weight) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Destination(String host, @Nullable Port port) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Port(int number) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Percent(double value) {}

  /** Only where istiod was told to analyse what it reads. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Status(
      @Nullable Long observedGeneration, @Nullable List<Message> validationMessages) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Message(
      @Nullable String level, @Nullable Type type, @Nullable String documentationUrl) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Type(@Nullable String name, @Nullable String code) {}

  @Override
  public String getApiVersion() {
    return apiVersion;
  }

  @Override
  public void setApiVersion(String version) {
    apiVersion = version;
  }

  @Override
  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  @Override
  public ObjectMeta getMetadata() {
    return metadata;
  }

  @Override
  public void setMetadata(ObjectMeta metadata) {
    this.metadata = metadata;
  }

  public @Nullable Spec getSpec() {
    return spec;
  }

  public void setSpec(@Nullable Spec spec) {
    this.spec = spec;
  }

  public @Nullable Status getStatus() {
    return status;
  }

  public void setStatus(@Nullable Status status) {
    this.status = status;
  }
}
