package io.varve.model;

/** Every failure that Varve tells apart. Its {@link ErrorKind} decides how it is answered. */
public enum ErrorCode {
  /** A parameter, header or body that is not well-formed. */
  INVALID_REQUEST(ErrorKind.BAD_REQUEST),
  /** Bytes that do not decode as the format they claim to be. */
  MALFORMED_INPUT(ErrorKind.BAD_REQUEST),
  /** A tenant id outside {@link TenantId}'s alphabet. */
  INVALID_TENANT(ErrorKind.BAD_REQUEST),
  /** A label set with an invalid or duplicate name, or a value that is not UTF-8. */
  INVALID_LABELS(ErrorKind.BAD_REQUEST),
  /** A histogram that contradicts itself. */
  INVALID_HISTOGRAM(ErrorKind.BAD_REQUEST),
  /** A query that does not parse or is not well-typed. */
  INVALID_QUERY(ErrorKind.BAD_REQUEST),
  /** A sample too old or too far in the future. */
  OUT_OF_BOUNDS(ErrorKind.BAD_REQUEST),
  /** A sample older than the limit for late samples, where one is set. */
  OUT_OF_ORDER(ErrorKind.BAD_REQUEST),
  /** Another value is stored for this series and timestamp. 400, so that senders do not retry. */
  SAMPLE_CONFLICT(ErrorKind.BAD_REQUEST),
  /** A new series beyond the tenant's or the node's limit. 400, so that senders do not retry. */
  SERIES_LIMIT(ErrorKind.BAD_REQUEST),
  /** A part of the protocol that is not implemented. */
  UNSUPPORTED(ErrorKind.BAD_REQUEST),
  /** An object, block or resource that does not exist. */
  NOT_FOUND(ErrorKind.NOT_FOUND),
  /** No form of the answer fits the Accept header. */
  NOT_ACCEPTABLE(ErrorKind.NOT_ACCEPTABLE),
  /** Something with this name exists and is different. */
  ALREADY_EXISTS(ErrorKind.CONFLICT),
  /** The store was made with other settings (shards, hash version) than this node's. */
  STORE_MISMATCH(ErrorKind.CONFLICT),
  /** The store is held by another process or cluster. */
  STORE_IN_USE(ErrorKind.CONFLICT),
  /** A request body over the bound. */
  BODY_TOO_LARGE(ErrorKind.TOO_LARGE),
  /** A Content-Type or Content-Encoding that is not read here. */
  UNSUPPORTED_MEDIA_TYPE(ErrorKind.UNSUPPORTED_MEDIA),
  /** A query that fails on the data it meets. */
  QUERY_EXECUTION(ErrorKind.UNPROCESSABLE),
  /** A query over its own budget of memory, samples or points. */
  QUERY_LIMIT(ErrorKind.UNPROCESSABLE),
  /** Only reduced data is left for the range, and the query cannot be answered from it. */
  RESOLUTION_UNAVAILABLE(ErrorKind.UNPROCESSABLE),
  /** The tenant's own rate limit. */
  RATE_LIMITED(ErrorKind.TOO_MANY),
  /** The client went away. */
  CANCELLED(ErrorKind.CANCELLED),
  /** A bug, or a state that cannot be. */
  INTERNAL(ErrorKind.INTERNAL),
  /** Reading or writing the local disk failed. */
  IO(ErrorKind.INTERNAL),
  /** Stored bytes that do not match their checksum or their format. */
  CORRUPT_DATA(ErrorKind.CORRUPT),
  /** Stored bytes of a version that this program no longer reads. */
  FORMAT_TOO_OLD(ErrorKind.CORRUPT),
  /** Stored bytes of a version that only a newer program reads. */
  FORMAT_TOO_NEW(ErrorKind.CORRUPT),
  /** The node is starting or shutting down. */
  NOT_READY(ErrorKind.UNAVAILABLE),
  /** A bound on concurrent work or memory is reached. */
  OVERLOADED(ErrorKind.UNAVAILABLE),
  /** The memory that all queries of the node share is used up; a query may wait and begin anew. */
  QUERY_MEMORY(ErrorKind.UNAVAILABLE),
  /** A shard does not answer. */
  SHARD_UNAVAILABLE(ErrorKind.UNAVAILABLE),
  /** Another owner has taken the shard over. */
  FENCED(ErrorKind.UNAVAILABLE),
  /** The object store does not answer, or its answer leaves the outcome open. */
  STORE_UNAVAILABLE(ErrorKind.UNAVAILABLE),
  /** The disk is full. */
  DISK_FULL(ErrorKind.UNAVAILABLE),
  /** Not done before the deadline. */
  TIMEOUT(ErrorKind.TIMEOUT);

  private final ErrorKind kind;

  ErrorCode(ErrorKind kind) {
    this.kind = kind;
  }

  /** Returns the kind, which decides HTTP status, metric label and log level. */
  public ErrorKind kind() {
    return kind;
  }
}
