package io.varve.persistence.objectstore.s3;

import io.varve.persistence.objectstore.Listing;
import io.varve.persistence.objectstore.ObjectBody;
import io.varve.persistence.objectstore.ObjectKey;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.PutOutcome;
import io.varve.persistence.objectstore.s3.Traffic.What;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Objects in a bucket, under a prefix. Everything is bounded by {@link S3Settings}: what finds no
 * place or no answer in time fails with a sentence that names the operation and the key.
 */
public final class S3ObjectStore implements ObjectStore, AutoCloseable {
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  /** The protocol's bound on a page of a listing. */
  private static final int MAX_PAGE = 1000;

  private final S3Settings settings;
  private final S3Clients clients;

  /** Of these the one that repeats what fails. */
  private final S3AsyncClient client;

  private final Traffic traffic;

  private S3ObjectStore(S3Settings settings, S3Clients clients) {
    this.settings = settings;
    this.clients = clients;
    client = clients.patient();
    traffic = new Traffic(settings.maxRequests(), settings.maxBytes(), settings.callTimeout());
  }

  /**
   * Opens a bucket with the credentials that the SDK's chain finds. Nothing is sent yet.
   *
   * @throws IOException if the certificates cannot be read
   */
  public static S3ObjectStore open(S3Settings settings) throws IOException {
    return open(settings, DefaultCredentialsProvider.builder().build());
  }

  static S3ObjectStore open(S3Settings settings, AwsCredentialsProvider credentials)
      throws IOException {
    return new S3ObjectStore(settings, S3Clients.create(settings, credentials));
  }

  @Override
  public void put(String key, ObjectBody body) throws IOException {
    What what = new What("put", key);
    String name = name(key);
    switch (body) {
      case ObjectBody.Bytes(byte[] bytes) ->
          putOnce(what, name, AsyncRequestBody.fromBytes(bytes), bytes.length);
      case ObjectBody.LocalFile(Path file, long size) -> {
        long found = Files.size(file);
        if (found != size) {
          throw new EOFException("%s has %d bytes instead of %d".formatted(file, found, size));
        }
        if (size > settings.partBytes()) {
          new Upload(client, traffic, settings, what, name).send(file, size);
        } else {
          putOnce(what, name, AsyncRequestBody.fromFile(file), size);
        }
      }
    }
  }

  private void putOnce(What what, String name, AsyncRequestBody body, long size)
      throws IOException {
    PutObjectRequest request = putRequest(name).build();
    var _ = traffic.call(what, size, () -> client.putObject(request, body));
  }

  private PutObjectRequest.Builder putRequest(String name) {
    return PutObjectRequest.builder()
        .bucket(settings.bucket())
        .key(name)
        .serverSideEncryption(settings.encryption().algorithm())
        .ssekmsKeyId(settings.encryption().key());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Sent once. A store that is busy with another put of the same key may answer 409, which says
   * that this one was not carried out: it is sent again.
   */
  @Override
  public PutOutcome putIfAbsent(String key, byte[] body) throws IOException {
    What what = new What("put if absent", key);
    PutObjectRequest request = putRequest(name(key)).ifNoneMatch("*").build();
    for (int attempt = 1; ; attempt++) {
      int status =
          traffic.call(
              what,
              body.length,
              () ->
                  status(
                      clients.once().putObject(request, AsyncRequestBody.fromBytes(body)),
                      PRECONDITION_FAILED,
                      CONFLICT));
      switch (status) {
        case PRECONDITION_FAILED -> {
          return PutOutcome.EXISTS;
        }
        case CONFLICT -> {
          if (attempt == settings.attempts()) {
            throw new IOException(what + ": other writers of it were in the way each time");
          }
        }
        default -> {
          return PutOutcome.CREATED;
        }
      }
    }
  }

  /** The status of an answer: of a refusal if it is among those expected, else of a success. */
  private static CompletableFuture<Integer> status(
      CompletableFuture<?> answer, int... expectedRefusals) {
    return answer.handle(
        (_, error) -> {
          if (error == null) {
            return 200;
          }
          Throwable cause = error instanceof CompletionException e ? e.getCause() : error;
          if (cause instanceof S3Exception s3) {
            for (int expected : expectedRefusals) {
              if (s3.statusCode() == expected) {
                return expected;
              }
            }
          }
          throw new CompletionException(cause);
        });
  }

  /** {@inheritDoc} Its size is not known before: against the bound it counts as one part. */
  @Override
  public byte[] get(String key) throws IOException {
    return get(new What("get", key), name(key), null, settings.partBytes());
  }

  @Override
  public byte[] getRange(String key, long offset, int length) throws IOException {
    What what = new What("get of %d bytes at %d".formatted(length, offset), key);
    String name = name(key);
    if (length == 0) {
      var _ =
          traffic.call(
              what, 0, () -> client.headObject(r -> r.bucket(settings.bucket()).key(name)));
      return new byte[0];
    }
    String range = "bytes=%d-%d".formatted(offset, offset + length - 1);
    byte[] bytes;
    try {
      bytes = get(what, name, range, length);
    } catch (IOException e) {
      if (e.getCause() instanceof S3Exception s3 && s3.statusCode() == RANGE_NOT_SATISFIABLE) {
        throw tooShort(key, offset, length, 0);
      }
      throw e;
    }
    if (bytes.length != length) {
      throw tooShort(key, offset, length, bytes.length);
    }
    return bytes;
  }

  private static EOFException tooShort(String key, long offset, int length, int found) {
    return new EOFException(
        "object %s has no %d bytes at %d, only %d".formatted(key, length, offset, found));
  }

  private byte[] get(What what, String name, @Nullable String range, long expected)
      throws IOException {
    GetObjectRequest request =
        GetObjectRequest.builder().bucket(settings.bucket()).key(name).range(range).build();
    return traffic.call(
        what,
        expected,
        () ->
            client
                .getObject(request, AsyncResponseTransformer.toBytes())
                .thenApply(ResponseBytes::asByteArrayUnsafe));
  }

  @Override
  public Listing list(String prefix, String startAfter, int limit) throws IOException {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    What what = new What("list", prefix);
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(settings.bucket()).prefix(settings.prefix() + prefix);
    if (!startAfter.isEmpty()) {
      request.startAfter(settings.prefix() + startAfter);
    }
    List<Listing.Entry> entries = new ArrayList<>();
    while (true) {
      ListObjectsV2Request page =
          request.maxKeys(Math.min(MAX_PAGE, limit - entries.size())).build();
      ListObjectsV2Response found = traffic.call(what, 0, () -> client.listObjectsV2(page));
      for (S3Object object : found.contents()) {
        String key = object.key().substring(settings.prefix().length());
        entries.add(new Listing.Entry(key, object.size()));
      }
      boolean more = Boolean.TRUE.equals(found.isTruncated());
      if (!more || entries.size() >= limit) {
        return new Listing(entries, more);
      }
      request.continuationToken(found.nextContinuationToken());
    }
  }

  @Override
  public void delete(String key) throws IOException {
    String name = name(key);
    var _ =
        traffic.call(
            new What("delete", key),
            0,
            () -> client.deleteObject(r -> r.bucket(settings.bucket()).key(name)));
  }

  private String name(String key) {
    return settings.prefix() + ObjectKey.check(key);
  }

  /** Gives up what is under way and lets the connections go. */
  @Override
  public void close() {
    clients.close();
  }
}
