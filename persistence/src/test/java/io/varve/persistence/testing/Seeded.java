package io.varve.persistence.testing;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives tests a {@link Random} and, when one fails, prints the Maven command that repeats it. The
 * seed is {@code -Dtests.seed=} or drawn once for the JVM.
 */
public final class Seeded implements ParameterResolver, TestExecutionExceptionHandler {
  private static final long SEED = Long.getLong("tests.seed", new Random().nextLong());

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Random.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new Random(SEED ^ context.getRequiredTestMethod().toString().hashCode());
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    System.err.printf(
        "Repeat with: mvn test -pl persistence -am -Dtest=%s#%s -Dtests.seed=%d%n",
        context.getRequiredTestClass().getSimpleName(),
        context.getRequiredTestMethod().getName(),
        SEED);
    throw failure;
  }
}
