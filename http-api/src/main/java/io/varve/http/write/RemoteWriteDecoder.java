package io.varve.http.write;

import io.varve.http.proto.SnappyBlock;
import io.varve.model.DecodeException;
import io.varve.model.ErrorCode;
import io.varve.model.KeyedHash128;
import io.varve.model.TenantId;
import io.varve.model.VarveException;
import io.varve.sharding.ingest.WriteRequest;
import io.varve.sharding.ingest.WriteRequestWriter;
import java.nio.ByteBuffer;
import org.apache.pekko.util.ByteString;

/**
 * Decodes the body of a remote write request into columns, in one pass and without an object per
 * series or sample. Reusable, with arrays that grow to the requests it has seen; not thread-safe.
 */
final class RemoteWriteDecoder {
  private final DecodeLimits limits;
  private final WriteRequestWriter writer;
  private final RemoteWriteV1Parser v1;
  private final RemoteWriteV2Parser v2;
  private byte[] joined = new byte[0];

  /** Makes a decoder; all of a process must have the same key. */
  RemoteWriteDecoder(DecodeLimits limits, KeyedHash128.Key key) {
    this.limits = limits;
    writer = new WriteRequestWriter(key);
    v1 = new RemoteWriteV1Parser(writer, limits);
    v2 = new RemoteWriteV2Parser(writer, limits);
  }

  /**
   * Decodes a body.
   *
   * @return the request, the same object always: valid until the next call
   * @throws DecodeException if the body is no snappy block, or what it holds is not the protocol's
   *     message, or it says that it decodes to more than the limit
   * @throws VarveException with {@link ErrorCode#BODY_TOO_LARGE} if it holds more than the limits
   *     on series and samples
   */
  WriteRequest decode(WriteProtocol protocol, TenantId tenant, byte[] body, int off, int len) {
    int length = SnappyBlock.decodedLength(body, off, len);
    if (length > limits.decodedBytes()) {
      throw new DecodeException(
          "snappy: decoded length %d is over the limit of %d bytes"
              .formatted(length, limits.decodedBytes()),
          0);
    }
    writer.begin(tenant);
    byte[] buffer = writer.ensureBuffer(length);
    SnappyBlock.decode(body, off, len, buffer);
    switch (protocol) {
      case V1 -> v1.parse(buffer, length);
      case V2 -> v2.parse(buffer, length);
    }
    return writer.request();
  }

  /**
   * Returns a body that has arrived in pieces as one: the first bytes of an array that is valid
   * until the next call.
   */
  byte[] join(ByteString body) {
    if (body.isCompact()) {
      return body.toArrayUnsafe();
    }
    if (joined.length < body.size()) {
      joined = new byte[body.size()];
    }
    int copied = body.copyToBuffer(ByteBuffer.wrap(joined));
    if (copied != body.size()) {
      throw new IllegalStateException("copied %d of %d bytes".formatted(copied, body.size()));
    }
    return joined;
  }

  /** Returns the request that was decoded last. */
  WriteRequest request() {
    return writer.request();
  }

  /** Returns about how many bytes this decoder holds while it waits for its next request. */
  long retainedBytes() {
    return joined.length + writer.retainedBytes() + v2.retainedBytes();
  }
}
