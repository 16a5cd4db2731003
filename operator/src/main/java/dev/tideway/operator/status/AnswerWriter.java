package dev.tideway.operator.status;

import dev.tideway.crds.RolloutAction;
import dev.tideway.crds.RolloutActionStatus;
import dev.tideway.operator.desired.Labels;
import dev.tideway.operator.domain.Answer;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;

/** Tells the authors of RolloutActions what became of them. */
public final class AnswerWriter {
  private final KubernetesClient client;

  public AnswerWriter(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Writes answers to those that have none yet. The app's status has them already, so that whoever
   * comes after a crash delivers them instead of acting twice.
   */
  public void deliver(List<RolloutAction> actions, List<Answer> answers) {
    for (RolloutAction action : actions) {
      if (action.getStatus() == null || action.getStatus().phase() == null) {
        answers.stream()
            .filter(a -> a.request().uid().equals(action.getMetadata().getUid()))
            .findFirst()
            .ifPresent(answer -> write(action, status(answer)));
      }
    }
  }

  /** Answers one action that no app can answer. */
  public void reject(RolloutAction action, String message, Instant at) {
    write(action, new RolloutActionStatus(AnswerCodec.REJECTED, message, Times.text(at)));
  }

  private static RolloutActionStatus status(Answer answer) {
    return new RolloutActionStatus(
        answer.applied() ? AnswerCodec.APPLIED : AnswerCodec.REJECTED,
        answer.message(),
        Times.text(answer.at()));
  }

  private void write(RolloutAction action, RolloutActionStatus status) {
    RolloutAction update = new RolloutAction();
    update.setMetadata(
        new ObjectMetaBuilder()
            .withName(action.getMetadata().getName())
            .withNamespace(action.getMetadata().getNamespace())
            // Another object of that name, made since, is none that was answered.
            .withUid(action.getMetadata().getUid())
            .build());
    update.setStatus(status);
    try {
      client
          .resource(update)
          .subresource("status")
          .patch(
              new PatchContext.Builder()
                  .withForce(true)
                  .withFieldManager(Labels.MANAGER)
                  .withPatchType(PatchType.SERVER_SIDE_APPLY)
                  .build());
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND
          && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
    }
  }
}
