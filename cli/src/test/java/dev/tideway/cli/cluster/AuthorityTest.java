package dev.tideway.cli.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.cluster.Authority.Credential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {
  private static final Authority AUTHORITY = Authority.create("test");

  @TempDir private Path folder = Path.of("");

  @Test
  void signsWhatItIssues() throws GeneralSecurityException {
    X509Certificate authority = read(AUTHORITY.own());
    X509Certificate client = read(AUTHORITY.client("jane", "operators"));
    assertDoesNotThrow(() -> client.verify(authority.getPublicKey()));
    assertThrows(
        GeneralSecurityException.class,
        () -> client.verify(read(Authority.create("test").own()).getPublicKey()));
    assertTrue(authority.getBasicConstraints() >= 0, "may issue");
    assertEquals(-1, client.getBasicConstraints(), "may not issue");
  }

  @Test
  void theSubjectSaysWhoAndWhichGroups() throws GeneralSecurityException {
    assertEquals(
        "CN=jane,O=operators",
        read(AUTHORITY.client("jane", "operators")).getSubjectX500Principal().getName());
    assertEquals(
        "RSA", read(AUTHORITY.anyClient("jane", "operators")).getPublicKey().getAlgorithm());
  }

  @Test
  void aServerAnswersToItsNamesAndAddresses() throws GeneralSecurityException {
    X509Certificate server = read(AUTHORITY.server("api", List.of("kubernetes", "10.0.0.1")));
    List<Object> names =
        server.getSubjectAlternativeNames().stream().<Object>map(name -> name.get(1)).toList();
    assertEquals(List.of("kubernetes", "10.0.0.1"), names);
  }

  @Test
  void keysAreForTheirOwnerOnly() throws IOException {
    AUTHORITY.own().write(folder, "ca");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ca.key"))));
  }

  private static X509Certificate read(Credential credential) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    credential.certificate().getBytes(StandardCharsets.US_ASCII)));
  }
}
