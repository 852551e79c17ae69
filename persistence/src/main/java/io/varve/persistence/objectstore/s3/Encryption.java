package io.varve.persistence.objectstore.s3;

import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
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

  /** Adds what is asked to a put. */
  default void on(PutObjectRequest.Builder put) {
    switch (this) {
      case BucketDefault _ -> {}
      case StoreKey _ -> put.serverSideEncryption(ServerSideEncryption.AES256);
      case ManagedKey(String id) ->
          put.serverSideEncryption(ServerSideEncryption.AWS_KMS)
              .ssekmsKeyId(id.isEmpty() ? null : id);
    }
  }

  /** Adds what is asked to an upload in parts. */
  default void on(CreateMultipartUploadRequest.Builder upload) {
    switch (this) {
      case BucketDefault _ -> {}
      case StoreKey _ -> upload.serverSideEncryption(ServerSideEncryption.AES256);
      case ManagedKey(String id) ->
          upload
              .serverSideEncryption(ServerSideEncryption.AWS_KMS)
              .ssekmsKeyId(id.isEmpty() ? null : id);
    }
  }
}
