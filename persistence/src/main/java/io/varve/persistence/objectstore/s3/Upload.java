package io.varve.persistence.objectstore.s3;

import io.varve.persistence.objectstore.s3.Traffic.What;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * One file on its way in parts. The object is there once the last step is done, and whole; an
 * upload that fails is withdrawn, and one whose process dies is left to the bucket's rule for
 * incomplete uploads.
 */
final class Upload {
  /** So many parts of one file at once: others are to get their turn. */
  private static final int AT_ONCE = 4;

  /** The protocol's bound. */
  private static final int MAX_PARTS = 10_000;

  private final S3AsyncClient client;
  private final Traffic traffic;
  private final S3Settings settings;
  private final What what;
  private final String name;

  /**
   * @param name the object's in the bucket
   */
  Upload(S3AsyncClient client, Traffic traffic, S3Settings settings, What what, String name) {
    this.client = client;
    this.traffic = traffic;
    this.settings = settings;
    this.what = what;
    this.name = name;
  }

  void send(Path file, long size) throws IOException {
    CreateMultipartUploadRequest create =
        CreateMultipartUploadRequest.builder()
            .bucket(settings.bucket())
            .key(name)
            .serverSideEncryption(settings.encryption().algorithm())
            .ssekmsKeyId(settings.encryption().key())
            .build();
    String id = traffic.call(what, 0, () -> client.createMultipartUpload(create)).uploadId();
    try {
      List<CompletedPart> parts = sendParts(id, file, size);
      var _ =
          traffic.call(
              what,
              0,
              () ->
                  client.completeMultipartUpload(
                      r ->
                          r.bucket(settings.bucket())
                              .key(name)
                              .uploadId(id)
                              .multipartUpload(m -> m.parts(parts))));
    } catch (IOException e) {
      withdraw(id, e);
      throw e;
    }
  }

  private List<CompletedPart> sendParts(String id, Path file, long size) throws IOException {
    long partBytes = Math.max(settings.partBytes(), Math.ceilDiv(size, MAX_PARTS));
    List<CompletableFuture<UploadPartResponse>> sent = new ArrayList<>();
    List<CompletedPart> parts = new ArrayList<>();
    try {
      for (long at = 0; at < size; at += partBytes) {
        if (sent.size() - parts.size() == AT_ONCE) {
          awaitNext(sent, parts);
        }
        sent.add(sendPart(id, sent.size() + 1, file, at, Math.min(partBytes, size - at)));
      }
      while (parts.size() < sent.size()) {
        awaitNext(sent, parts);
      }
      return parts;
    } catch (IOException e) {
      sent.forEach(part -> part.cancel(true));
      throw e;
    }
  }

  private CompletableFuture<UploadPartResponse> sendPart(
      String id, int number, Path file, long at, long length) throws IOException {
    return traffic.start(
        what,
        length,
        () ->
            client.uploadPart(
                r -> r.bucket(settings.bucket()).key(name).uploadId(id).partNumber(number),
                AsyncRequestBody.fromFile(f -> f.path(file).position(at).numBytesToRead(length))));
  }

  private void awaitNext(
      List<CompletableFuture<UploadPartResponse>> sent, List<CompletedPart> parts)
      throws IOException {
    int next = parts.size();
    UploadPartResponse response = traffic.await(what, sent.get(next));
    parts.add(CompletedPart.builder().partNumber(next + 1).eTag(response.eTag()).build());
  }

  private void withdraw(String id, IOException cause) {
    try {
      var _ =
          traffic.call(
              what,
              0,
              () ->
                  client.abortMultipartUpload(
                      r -> r.bucket(settings.bucket()).key(name).uploadId(id)));
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
