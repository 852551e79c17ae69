package io.varve.node;

import java.nio.file.Path;

/** Where the store is. */
sealed interface StoreAddress {
  /** A directory that this process has to itself. */
  record PrivateDirectory(Path directory) implements StoreAddress {}

  /**
   * Parses {@code file:DIR}; the empty string is the default below the data directory.
   *
   * @throws IllegalArgumentException with a sentence, when it is no address, or not one of this
   *     release
   */
  static StoreAddress parse(String address, Path dataDirectory) {
    if (address.isEmpty()) {
      return new PrivateDirectory(dataDirectory.resolve("store"));
    }
    if (address.startsWith("file:") && address.length() > "file:".length()) {
      return new PrivateDirectory(Path.of(address.substring("file:".length())).toAbsolutePath());
    }
    if (address.startsWith("s3:") || address.startsWith("shared:")) {
      throw new IllegalArgumentException(
          "Stores that several nodes share (%s) are not supported by this release; use file:DIR."
              .formatted(address));
    }
    throw new IllegalArgumentException(
        "The store '%s' is not an address of the form file:DIR, shared:DIR or s3://BUCKET/PREFIX."
            .formatted(address));
  }
}
