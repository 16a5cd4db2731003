package dev.tideway.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.domain.Reason;
import dev.tideway.operator.domain.Why;
import org.junit.jupiter.api.Test;

/** One happening has one Event, however often it is told. */
class EventNameTest {
  private static final Why WHY = Why.of(Reason.RolledOut, "revision 1 serves");

  @Test
  void followsFromWhatIsSaidAndOfWhom() {
    String name = name("web", "1", WHY);
    assertEquals(name, name("web", "1", WHY));
    assertEquals(name, name("web", "1", new Why(WHY.reason(), WHY.message(), "type this")));
    assertNotEquals(name, name("web", "1", Why.of(Reason.RollingUpdate, WHY.message())));
    assertNotEquals(name, name("web", "1", Why.of(WHY.reason(), "revision 2 serves")));
    assertNotEquals(name, name("web", "2", WHY), "an app that is made again is another");
  }

  @Test
  void isAName() {
    String name = name("a-very-long-name-of-an-app-that-has-44-chars", "1", WHY);
    assertTrue(name.matches("a-very-long-name-of-an-app-that-has-44-chars[.][0-9a-f]{1,8}"), name);
  }

  private static String name(String app, String uid, Why why) {
    AppDeployment resource = new AppDeployment();
    resource.getMetadata().setName(app);
    resource.getMetadata().setUid(uid);
    return EventRecorder.name(resource, why);
  }
}
