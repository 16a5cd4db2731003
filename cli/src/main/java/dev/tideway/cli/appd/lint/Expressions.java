package dev.tideway.cli.appd.lint;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The Common Expression Language with the functions that Kubernetes adds to it. */
final class Expressions {
  private final Map<String, CelRuntime.Program> programs = new HashMap<>();
  private final Cel cel;

  /** An expression that has no answer for a value. */
  static final class Unanswerable extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswerable(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }

  Expressions() {
    cel =
        CelFactory.standardCelBuilder()
            .setOptions(
                CelOptions.current()
                    .enableRegexPartialMatch(true)
                    .enableHeterogeneousNumericComparisons(true)
                    .evaluateCanonicalTypesToNativeValues(true)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .addCompilerLibraries(CelExtensions.strings())
            .addRuntimeLibraries(CelExtensions.strings())
            .addFunctionDeclarations(KubernetesFunctions.declarations())
            .addFunctionBindings(KubernetesFunctions.bindings())
            .build();
  }

  boolean holds(String expression, Object self) throws Unanswerable {
    return Boolean.TRUE.equals(evaluate(expression, self));
  }

  Optional<String> text(String expression, Object self) {
    try {
      return evaluate(expression, self) instanceof String text
          ? Optional.of(text)
          : Optional.empty();
    } catch (Unanswerable e) {
      return Optional.empty();
    }
  }

  private Object evaluate(String expression, Object self) throws Unanswerable {
    try {
      CelRuntime.Program program = programs.get(expression);
      if (program == null) {
        program = cel.createProgram(cel.compile(expression).getAst());
        programs.put(expression, program);
      }
      return program.eval(Map.of("self", self));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new Unanswerable(e);
    }
  }
}
