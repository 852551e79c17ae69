package io.varve.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the configuration together: flags over {@code --set} over the file over reference.conf. */
final class Configuration {
  private static final String TEST = "varve.test";

  /** A flag that stands for a key; null when it was not given. */
  record Flag(String key, @Nullable Object value) {}

  private Configuration() {}

  /**
   * Loads it.
   *
   * @throws IllegalArgumentException with a sentence, when a key does not exist or the file does
   *     not
   */
  static Config load(@Nullable Path file, List<String> overrides, boolean test, Flag... flags) {
    Config reference = ConfigFactory.defaultReferenceUnresolved();
    Config given = ConfigFactory.empty();
    if (file != null) {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "The configuration file %s does not exist.".formatted(file));
      }
      given =
          ConfigFactory.parseFile(
              file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }
    for (String override : overrides) {
      given = parse(override).withFallback(given);
    }
    for (Flag flag : flags) {
      Object value = flag.value();
      if (value != null) {
        given = given.withValue(flag.key(), ConfigValueFactory.fromAnyRef(value));
      }
    }
    checkKeys(given, reference, test);
    return given.withFallback(reference).resolve();
  }

  private static Config parse(String override) {
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--set wants KEY=VALUE, not '%s'.".formatted(override));
    }
    return ConfigFactory.parseString(override);
  }

  /** A misspelt key would be passed over in silence otherwise. */
  private static void checkKeys(Config given, Config reference, boolean test) {
    if (given.hasPath(TEST) && !test) {
      throw new IllegalArgumentException("varve.test is for tests: it needs --test.");
    }
    for (Map.Entry<String, ?> entry : given.entrySet()) {
      String key = entry.getKey();
      boolean optional = key.equals("varve.shards") || key.equals("varve.spread");
      if (key.startsWith("varve.")
          && !key.startsWith(TEST)
          && !optional
          && !reference.hasPathOrNull(key)) {
        throw new IllegalArgumentException("There is no configuration key %s.".formatted(key));
      }
    }
  }
}
