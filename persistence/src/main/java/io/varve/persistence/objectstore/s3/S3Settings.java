package io.varve.persistence.objectstore.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a bucket is, and how it is spoken to. Credentials are not among it: they come from the AWS
 * SDK's own chain (environment, system properties, profile, container, instance).
 *
 * @param bucket exists already
 * @param prefix what all keys begin with in the bucket: empty, or ending with a slash
 * @param endpoint of a store other than Amazon's
 * @param region found by the SDK if it is not given and there is no endpoint
 * @param pathStyle whether the bucket stands in the path rather than in the host's name
 * @param certificates a file of PEM certificates, trusted instead of the system's
 * @param encryption what is asked of the store
 * @param attemptTimeout how long one attempt of a call may take
 * @param callTimeout how long a call may take with all its attempts, and how long one waits for its
 *     place among the others
 * @param attempts how often a call is tried that may be repeated
 * @param maxRequests how many requests are under way at once
 * @param maxBytes how many bytes of bodies are under way at once; a body that is larger goes alone
 * @param partBytes files larger than this are sent in parts of it; at least 5 MiB
 */
public record S3Settings(
    String bucket,
    String prefix,
    Optional<URI> endpoint,
    Optional<String> region,
    boolean pathStyle,
    Optional<Path> certificates,
    Encryption encryption,
    Duration attemptTimeout,
    Duration callTimeout,
    int attempts,
    int maxRequests,
    int maxBytes,
    int partBytes) {
  /** The least that S3 takes for a part that is not the last. */
  public static final int MIN_PART_BYTES = 5 << 20;

  /** Checks what only a mistake makes wrong. */
  public S3Settings {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix '" + prefix + "' does not end with a slash");
    }
    if (partBytes < MIN_PART_BYTES) {
      throw new IllegalArgumentException("parts of " + partBytes + " bytes");
    }
    if (attempts < 1 || maxRequests < 1 || maxBytes < partBytes) {
      throw new IllegalArgumentException(
          "attempts %d, requests %d, bytes %d".formatted(attempts, maxRequests, maxBytes));
    }
  }
}
