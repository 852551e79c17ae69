package io.varve.persistence.objectstore.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** How the store is asked to encrypt what it is given. */
public sealed interface Encryption {
  /** As the bucket's own settings say. */
  record BucketDefault() implements Encryption {}

  /** With a key that the store keeps (SSE-S3). */
  record StoreKey() implements Encryption {}

  /**
   * With a key of the key management service (SSE-KMS).
   *
   * @param keyId empty for the account's own key
   */
  record ManagedKey(String keyId) implements Encryption {}

  /** The name of the way; null for none that is asked for. */
  default @Nullable ServerSideEncryption algorithm() {
    return switch (this) {
      case BucketDefault _ -> null;
      case StoreKey _ -> ServerSideEncryption.AES256;
      case ManagedKey _ -> ServerSideEncryption.AWS_KMS;
    };
  }

  /** Which key, where one is asked for. */
  default @Nullable String key() {
    return this instanceof ManagedKey(String id) && !id.isEmpty() ? id : null;
  }
}
