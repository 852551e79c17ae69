package io.varve.testing;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Random numbers for a test, seeded anew before each from {@link Seeds}. A failure carries the
 * complete command that repeats it.
 *
 * <pre>{@code
 * @RegisterExtension final SeededRandom random = new SeededRandom();
 * }</pre>
 *
 * <p>Where another thread draws numbers too, the order of drawing is not repeatable: give it a
 * {@link #fork}.
 */
public final class SeededRandom extends Random
    implements BeforeEachCallback, TestExecutionExceptionHandler {

  @Override
  public void beforeEach(ExtensionContext context) {
    setSeed(Seeds.derive(context.getUniqueId()));
  }

  /** Returns a generator of its own, seeded by this one. */
  public Random fork() {
    return new Random(nextLong());
  }

  /** Returns that many random bytes. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    nextBytes(bytes);
    return bytes;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new Repeat(command(context)));
    throw failure;
  }

  private static String command(ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    String name = test.getName().substring(test.getPackageName().length() + 1);
    String method = context.getRequiredTestMethod().getName();
    boolean integration = name.endsWith("IT");
    return "mvn -pl %s -am %s '-D%s=%s#%s' -D%s=%s%s -D%s.failIfNoSpecifiedTests=false"
        .formatted(
            module(),
            integration ? "verify" : "test",
            integration ? "it.test" : "test",
            name,
            method,
            Seeds.PROPERTY,
            Seeds.masterHex(),
            Scale.isLong() ? " -Plong" : "",
            integration ? "failsafe" : "surefire");
  }

  /** The directory that surefire runs in is the module's. */
  private static Path module() {
    String directory = System.getProperty("basedir", System.getProperty("user.dir", "."));
    return Path.of(directory).toAbsolutePath().getFileName();
  }

  /** Stands in the failure's stack trace; has none of its own. */
  private static final class Repeat extends Exception {
    Repeat(String command) {
      super("repeat with: " + command, null, false, false);
    }
  }
}
