package dev.tideway.app.storage;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Azure Blob Storage. A file is staged in blocks, which are nothing to read until their list is
 * committed; blocks that never are, the service forgets after a week.
 */
final class AzureStorage implements Storage {
  // A file may have 50,000 of these.
  private final PartBuffer.Pool parts = new PartBuffer.Pool(4 * 1024 * 1024);
  private final BlobContainerClient container;
  private final String prefix;

  AzureStorage(BlobContainerClient container, String prefix) {
    this.container = container;
    this.prefix = prefix;
  }

  /**
   * As the application whose secret is in the settings; without one, as whoever
   * DefaultAzureCredential finds: workload identity, a managed identity.
   *
   * @throws InvalidSetting when there is a secret and not whose it is
   */
  static AzureStorage open(StorageUrl.Azure url, Settings settings) {
    HttpClient http = http();
    BlobContainerClient container =
        new BlobServiceClientBuilder()
            .endpoint("https://" + url.account() + ".blob.core.windows.net")
            .credential(credential(settings, http))
            .httpClient(http)
            .buildClient()
            .getBlobContainerClient(url.container());
    return new AzureStorage(container, url.prefix());
  }

  private static TokenCredential credential(Settings settings, HttpClient http) {
    return settings
        .get(Setting.AZURE_CLIENT_SECRET)
        .<TokenCredential>map(
            secret ->
                new ClientSecretCredentialBuilder()
                    .tenantId(needed(settings, Setting.AZURE_TENANT_ID, "the directory's id"))
                    .clientId(needed(settings, Setting.AZURE_CLIENT_ID, "the application's id"))
                    .clientSecret(secret)
                    .httpClient(http)
                    .build())
        .orElseGet(() -> new DefaultAzureCredentialBuilder().httpClient(http).build());
  }

  private static String needed(Settings settings, Setting setting, String what) {
    return settings.needed(setting, Setting.AZURE_CLIENT_SECRET, what);
  }

  static HttpClient http() {
    return new JdkHttpClientBuilder()
        .connectionTimeout(Duration.ofSeconds(2))
        .responseTimeout(Duration.ofSeconds(30))
        .readTimeout(Duration.ofSeconds(30))
        .writeTimeout(Duration.ofSeconds(30))
        .build();
  }

  @Override
  public void write(String key, InputStream bytes) throws IOException {
    BlockBlobClient blob = blob(key).getBlockBlobClient();
    List<String> blocks = new ArrayList<>();
    try (PartBuffer part = parts.of(bytes)) {
      boolean more = true;
      while (more) {
        more = part.fill();
        if (part.length() > 0) {
          String block = block(blocks.size());
          ask(() -> blob.stageBlock(block, part.stream(), part.length()));
          blocks.add(block);
        }
      }
    }
    ask(() -> blob.commitBlockList(blocks));
  }

  @Override
  public InputStream read(String key, long from, long length) {
    if (length == 0) {
      return InputStream.nullInputStream();
    }
    BlobClient blob = blob(key);
    try {
      return blob.openInputStream(new BlobRange(from, length), null);
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public void delete(String key) {
    BlobClient blob = blob(key);
    ask(blob::deleteIfExists);
  }

  @Override
  public int memoryOfAnUpload() {
    return parts.size();
  }

  private BlobClient blob(String key) {
    return container.getBlobClient(prefix + key);
  }

  // All ids of a blob have to be of one length.
  private static String block(int number) {
    byte[] id = String.format(Locale.ROOT, "%06d", number).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(id);
  }

  private static void ask(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      // A connection that is refused comes as none of the SDK's own exceptions.
      throw failed(e);
    }
  }

  private static StorageException failed(RuntimeException e) {
    boolean missing =
        e instanceof BlobStorageException blob
            && BlobErrorCode.BLOB_NOT_FOUND.equals(blob.getErrorCode());
    return new StorageException(
        missing ? StorageException.Kind.MISSING : StorageException.Kind.AWAY,
        "Azure Blob Storage: " + e.getMessage(),
        e);
  }
}
