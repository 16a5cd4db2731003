package dev.tideway.e2e.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.e2e.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that deploys to ECS, by Amazon's client on an emulator of its API. */
class EcsIT {
  private static final String REPOSITORY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app";

  @TempDir private Path manifests;
  @AutoClose private final Amazon amazon;

  EcsIT() throws IOException, InterruptedException {
    amazon = Amazon.start();
  }

  @BeforeEach
  void makeWhatIsThereBefore() throws IOException, InterruptedException {
    amazon.aws("ecs", "create-cluster", "--cluster-name", "tideway");
    String[] subnets =
        amazon.aws("ec2", "describe-subnets", "--query", "Subnets[].SubnetId").split("\\s+");
    String vpc = amazon.aws("ec2", "describe-vpcs", "--query", "Vpcs[0].VpcId");
    String group =
        amazon.aws("ec2", "describe-security-groups", "--query", "SecurityGroups[0].GroupId");
    String targets =
        amazon.aws(
            ("elbv2 create-target-group --name app --port 8080 --protocol HTTP --target-type ip"
                    + " --query TargetGroups[0].TargetGroupArn --vpc-id "
                    + vpc)
                .split(" "));
    for (String file : new String[] {"task.json", "service.json"}) {
      String text = Files.readString(Ci.ROOT.resolve("app/serverless/ecs").resolve(file));
      Files.writeString(
          manifests.resolve(file),
          text.replace("SUBNET-1", subnets[0])
              .replace("SUBNET-2", subnets[1])
              .replace("SECURITY-GROUP", group)
              .replaceAll("arn:aws:elasticloadbalancing[^\"]*", targets));
    }
  }

  @Test
  void theServiceIsMadeThenChanged() throws Exception {
    deploy('a').succeeded();
    assertEquals(Ci.image(REPOSITORY, 'a'), served());
    deploy('b').succeeded();
    assertEquals(Ci.image(REPOSITORY, 'b'), served());
    // Each ran the migration of its own image first.
    assertEquals(
        "migrate\tmigrate",
        amazon.aws(
            "ecs",
            "describe-tasks",
            "--cluster=tideway",
            "--query=tasks[].overrides.containerOverrides[0].command[0]",
            "--tasks",
            amazon.aws("ecs", "list-tasks", "--cluster=tideway", "--query=taskArns[0]"),
            amazon.aws("ecs", "list-tasks", "--cluster=tideway", "--query=taskArns[1]")));
  }

  @Test
  void aMigrationThatFailsDeploysNothing() throws Exception {
    deploy('a').succeeded();
    Command.Ended ended = deploy('f');
    assertEquals(1, ended.code(), ended.errors());
    assertTrue(ended.errors().contains("migration ended with code 3"), ended.errors());
    assertEquals(Ci.image(REPOSITORY, 'a'), served());
  }

  @Test
  void aServiceThatGoesBackIsAFailure() throws Exception {
    deploy('a').succeeded();
    Command.Ended ended = deploy('e');
    assertEquals(1, ended.code(), ended.errors());
    assertTrue(ended.errors().contains("did not become healthy"), ended.errors());
  }

  private Command.Ended deploy(char digit) throws IOException, InterruptedException {
    return amazon
        .client(Ci.script("deploy/ecs", Ci.image(REPOSITORY, digit)))
        .with("MANIFESTS", manifests.toString())
        .run();
  }

  private String served() throws IOException, InterruptedException {
    String task =
        amazon.aws(
            "ecs",
            "describe-services",
            "--cluster=tideway",
            "--services=tideway-app",
            "--query=services[0].taskDefinition");
    return amazon.aws(
        "ecs",
        "describe-task-definition",
        "--task-definition=" + task,
        "--query=taskDefinition.containerDefinitions[0].image");
  }

  /** The emulator, on a port of its own. */
  private record Amazon(Process process, String port, Path python) implements AutoCloseable {

    static Amazon start() throws IOException, InterruptedException {
      Path python = Ci.python();
      Process process =
          new ProcessBuilder(
                  python.resolve("python").toString(), Ci.RESOURCES.resolve("aws.py").toString())
              .redirectError(Path.of("target", "aws.log").toFile())
              .start();
      BufferedReader lines = process.inputReader();
      String port = lines.readLine();
      if (port == null) {
        throw new AssertionError(Files.readString(Path.of("target", "aws.log")));
      }
      return new Amazon(process, port, python);
    }

    Command client(Command command) {
      return command
          .path(python)
          .with("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port)
          .with("AWS_ACCESS_KEY_ID", "test")
          .with("AWS_SECRET_ACCESS_KEY", "test")
          .with("AWS_DEFAULT_REGION", "eu-west-1");
    }

    String aws(String... arguments) throws IOException, InterruptedException {
      return client(Command.of("aws", "--output", "text").and(arguments)).run().succeeded();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
