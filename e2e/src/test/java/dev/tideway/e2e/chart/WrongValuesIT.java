package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Values that can't work, and the words in which each Helm says so. */
class WrongValuesIT {
  private record Wrong(List<String> arguments, String message) {}

  private static final List<Wrong> WRONG =
      List.of(
          wrong("additional properties 'replicaCount' not allowed", "replicaCount=3"),
          wrong("at '/app': additional properties 'hots' not allowed", "app.hots=x"),
          wrong("at '/operator/replicas': got string, want integer", "operator.replicas=two"),
          wrong("at '/operator/replicas': maximum: got 11, want 10", "operator.replicas=11"),
          wrong("at '/operator/workers': minimum: got 0, want 1", "operator.workers=0"),
          wrong("value must be one of 'ERROR', 'WARN', 'INFO', 'DEBUG'", "operator.log.level=LOUD"),
          wrong("at '/operator/log/format'", "operator.log.format=xml"),
          wrong("at '/operator/image/pullPolicy'", "operator.image.pullPolicy=Sometimes"),
          wrong("at '/operator/image/digest'", "operator.image.digest=sha256:12"),
          wrong("at '/operator/image/repository'", "operator.image.repository="),
          wrong("at '/operator/watchNamespaces/0'", "operator.watchNamespaces={Shop}"),
          wrong("items at 0 and 1 are equal", "operator.watchNamespaces={shop,shop}"),
          wrong("at '/operator/resources'", "operator.resources.cpu=1"),
          wrong("missing property 'name'", "operator.extraEnv[0].value=x"),
          wrong("at '/operator/affinity'", "operator.affinity.podAfinity.x=1"),
          wrong("at '/crds/keep': got string, want boolean", "crds.keep=maybe"),
          wrong("at '/policies/enabled': got string, want boolean", "policies.enabled=maybe"),
          wrong("at '/policies/trusted': got string, want array", "policies.trusted=bot"),
          wrong("items at 0 and 1 are equal", "policies.trusted={bot,bot}"),
          wrong("at '/rbac': additional properties 'poeple' not allowed", "rbac.poeple=false"),
          wrong("at '/app/name'", "app.name=Web"),
          wrong("at '/app/host'", "app.host=shop_1.example.com"),
          wrong("at '/app/strategy'", "app.strategy=Recreate"),
          wrong(
              "at '/app/spec': additional properties 'replica' not allowed", "app.spec.replica=3"),
          wrong("at '/app/env/PORT': got number, want string", "app.env.PORT=80"),
          wrong("at '/app/publicUrl'", "app.publicUrl=shop.example.com"),
          wrong("at '/app/trustedProxies/0'", "app.trustedProxies={10.0.0.1}"),
          wrong("at '/app/corsOrigins/0'", "app.corsOrigins={shop.example.com}"),
          wrong("at '/app/files/bucket'", "app.files.bucket=files"),
          wrong("at '/app/tracing/ratio': maximum: got 2, want 1", "app.tracing.ratio=2"),
          wrong("value must be one of 'none', 'bundled', 'cloudnativepg'", "database.mode=mysql"),
          wrong("at '/database/name'", "database.name=My-App"),
          wrong("at '/database/bundled/storage/size'", "database.bundled.storage.size=1"),
          wrong("at '/database/bundled/uid': minimum: got 0, want 1", "database.bundled.uid=0"),
          wrong("at '/database/external/sslmode'", "database.external.sslmode=prefer"),
          wrong(
              "at '/database/external/cloudSqlProxy/instance'",
              "database.external.cloudSqlProxy.instance=web"),
          wrong(
              "at '/database/cloudnativepg/backup/schedule'",
              "database.cloudnativepg.backup.schedule=0 2 * * *"),
          wrong(
              "at '/database/cloudnativepg/recovery/targetTime'",
              "database.cloudnativepg.recovery.targetTime=yesterday"),
          // A password in a URL would be in the AppDeployment, for many to read.
          wrong("at '/redis/external/url'", "redis.external.url=redis://:secret@cache:6379"),
          wrong(
              "value must be one of 'none', 'gcpsm', 'aws', 'azurekv'",
              "externalSecrets.provider=vault"),
          wrong("at '/gateway/aws/certificateArn'", "gateway.aws.certificateArn=1234"),
          wrong(
              "at '/operator/networkPolicy/apiServerPorts/0'",
              "operator.networkPolicy.apiServerPorts={0}"),
          wrong("at '/monitoring/interval'", "monitoring.enabled=true", "monitoring.interval=30"),
          wrong(
              "app.host is set, but no Gateway that could serve it: set app.gateway.name",
              "app.enabled=true",
              "app.host=shop.example.com"),
          wrong(
              "which the operator would not look after: add it to operator.watchNamespaces",
              "app.enabled=true",
              "operator.watchNamespaces={shop}"),
          wrong(
              "database.mode=bundled makes something for the app, and there is none",
              "database.mode=bundled"),
          wrong(
              "redis.mode=bundled makes something for the app, and there is none",
              "redis.mode=bundled"),
          wrong(
              "gateway.create makes a Gateway for the app, and there is none",
              "gateway.create=true"),
          app("name it in app.accounts.existingSecret", "app.accounts.enabled=true"),
          app(
              "app.accounts.enabled keeps accounts in the database: set database.mode",
              "app.accounts.enabled=true",
              "app.accounts.existingSecret=x"),
          app("app.oidc needs both: set issuer and clientId", "app.oidc.issuer=https://x"),
          app("app.oidc needs both: set issuer and clientId", "app.oidc.clientId=x"),
          app(
              "whose address is not known: set app.publicUrl",
              "app.oidc.issuer=https://x",
              "app.oidc.clientId=x"),
          app(
              "set app.files.bucket or app.files.volume.size",
              "app.files.bucket=s3://x",
              "app.files.volume.size=1Gi"),
          app("needs one way to the server: set database.external.host", "database.mode=external"),
          app(
              "needs one way to the server: set database.external.host",
              "database.mode=external",
              "database.external.host=x",
              "database.external.cloudSqlProxy.instance=a:b:c"),
          app(
              "name it in database.external.existingSecret",
              "database.mode=external",
              "database.external.host=x"),
          app(
              "database.external.caSecret is not looked at",
              "database.mode=external",
              "database.external.host=x",
              "database.external.existingSecret=x",
              "database.external.caSecret=x",
              "database.external.sslmode=require"),
          app(
              "set database.cloudnativepg.recovery.serverName",
              "database.mode=cloudnativepg",
              "database.cloudnativepg.recovery.targetTime=2026-11-25T08:00:00Z"),
          app(
              "set database.cloudnativepg.backup.destinationPath",
              "database.mode=cloudnativepg",
              "database.cloudnativepg.recovery.serverName=web"),
          app(
              "to another name than tideway-database, such as tideway-database-2",
              "database.mode=cloudnativepg",
              "database.cloudnativepg.backup.destinationPath=s3://x",
              "database.cloudnativepg.recovery.serverName=tideway-database"),
          app(
              "redis.mode=external needs an address: set redis.external.url",
              "redis.mode=external"),
          app(
              "app.gateway.name says to use public: set one of them",
              "gateway.create=true",
              "gateway.className=x",
              "app.gateway.name=public"),
          app("set gateway.className to a GatewayClass of the cluster", "gateway.create=true"),
          gateway("gateway.httpPort and gateway.httpsPort are the same", "gateway.httpsPort=80"),
          gateway("asks for a certificate by name: set app.host", "gateway.tls.mode=certManager"),
          gateway("name its Secret in gateway.tls.secretName", "gateway.tls.mode=secret"),
          gateway(
              "makes an issuer that nothing would ask",
              "gateway.tls.mode=cloud",
              "gateway.tls.issuer.create=acme"),
          gateway(
              "which can't be done for a wildcard",
              "app.host=*.example.com",
              "gateway.tls.mode=certManager",
              "gateway.tls.issuer.create=acme"),
          app("gateway.aws belongs to the chart's own Gateway", "gateway.aws.enabled=true"),
          wrong(
              "but no Secret to make: write externalSecrets.secrets",
              "externalSecrets.provider=aws"),
          secrets(
              "name it in externalSecrets.store.name", "aws", "externalSecrets.store.create=false"),
          secrets("needs externalSecrets.gcpsm.projectId", "gcpsm"),
          secrets("needs externalSecrets.aws.region and externalSecrets.aws.roleArn", "aws"),
          secrets("needs externalSecrets.azurekv.vaultUrl, tenantId and clientId", "azurekv"),
          wrong(
              "operator.serviceAccount.name is empty: name the ServiceAccount to use",
              "operator.serviceAccount.create=false"));

  @TestFactory
  Stream<DynamicTest> refuses() {
    return WRONG.stream()
        .flatMap(
            wrong ->
                RenderIT.each(
                    String.join(" ", wrong.arguments()),
                    helm -> {
                      Helm.Result result = helm.template(wrong.arguments().toArray(String[]::new));
                      assertEquals(1, result.code());
                      assertTrue(result.output().contains(wrong.message()), result.output());
                    }));
  }

  private static Wrong wrong(String message, String... values) {
    return new Wrong(Stream.of(values).map(value -> "--set=" + value).toList(), message);
  }

  private static Wrong app(String message, String... values) {
    return with(List.of("app.enabled=true"), message, values);
  }

  private static Wrong gateway(String message, String... values) {
    return with(
        List.of("app.enabled=true", "gateway.create=true", "gateway.className=x"), message, values);
  }

  private static Wrong secrets(String message, String provider, String... values) {
    return with(
        List.of("externalSecrets.provider=" + provider, "externalSecrets.secrets.web.key=x"),
        message,
        values);
  }

  private static Wrong with(List<String> before, String message, String... values) {
    return wrong(message, Stream.concat(before.stream(), Stream.of(values)).toArray(String[]::new));
  }
}
