package dev.tideway.operator;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Stands in for the library's wide interfaces, of which a test needs two methods. */
public final class Fakes {
  private Fakes() {}

  /**
   * An object that answers the named methods, and fails at any other.
   *
   * @param answers by the method's name
   */
  public static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Object answer = answers.get(method.getName());
              if (answer == null) {
                throw new AssertionError("nobody expects a call of " + method);
              }
              return answer;
            }));
  }
}
