package dev.tideway.cli.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;

/**
 * A place for images that a cluster can pull from. Whoever ran {@code docker login} is known there.
 *
 * @param prefix host and path, such as registry.example/team
 */
public record ImageRegistry(String prefix) {

  /** Puts an image there, under the last part of its name and its tag. */
  public void push(BuiltImage image) {
    String name = image.name().substring(image.name().lastIndexOf('/') + 1);
    String reference = prefix + "/" + name + ":" + image.tag();
    try {
      RegistryImage target = RegistryImage.named(reference);
      target.addCredentialRetriever(
          CredentialRetrieverFactory.forImage(ImageReference.parse(reference), log -> {})
              .dockerConfig());
      Jib.from(TarImage.at(image.tar()))
          .containerize(Containerizer.to(target).setAllowInsecureRegistries(isHere()));
    } catch (InvalidImageReferenceException e) {
      throw new ImageException(prefix + " is no registry: write it like registry.example/team", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("stopped while pushing " + reference, e);
    } catch (Exception e) {
      throw new ImageException(
          reference
              + " can't be pushed: "
              + e.getMessage()
              + ". Log in with docker login, or name"
              + " another registry",
          e);
    }
  }

  /** Only a registry of this machine may be without TLS. */
  private boolean isHere() {
    return prefix.matches("(localhost|127\\.0\\.0\\.1)(:\\d+)?(/.*)?");
  }
}
