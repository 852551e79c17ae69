package io.varve.http.read;

import static io.varve.sharding.proto.ProtoReader.BYTES;
import static io.varve.sharding.proto.ProtoReader.VARINT;

import io.varve.http.proto.SnappyBlock;
import io.varve.http.read.ReadRequest.Query;
import io.varve.http.read.ReadRequest.ResponseType;
import io.varve.model.DecodeException;
import io.varve.model.ErrorCode;
import io.varve.model.LabelMatcher;
import io.varve.model.MatchType;
import io.varve.model.VarveException;
import io.varve.sharding.proto.ProtoReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes {@code prometheus.ReadRequest}.
 *
 * <pre>
 *   ReadRequest:  1 Query*, 2 accepted_response_types (enum*, packed or not)
 *   Query:        1 start, 2 end (int64, ms, inclusive), 3 LabelMatcher*, 4 hints (not used)
 *   LabelMatcher: 1 type (EQ NEQ RE NRE), 2 name, 3 value
 * </pre>
 */
final class ReadRequestDecoder {
  private static final int QUERY = 1 << 3 | BYTES;
  private static final int ACCEPTED = 2 << 3 | VARINT;
  private static final int ACCEPTED_PACKED = 2 << 3 | BYTES;
  private static final int START = 1 << 3 | VARINT;
  private static final int END = 2 << 3 | VARINT;
  private static final int MATCHER = 3 << 3 | BYTES;
  private static final int TYPE = 1 << 3 | VARINT;
  private static final int NAME = 2 << 3 | BYTES;
  private static final int VALUE = 3 << 3 | BYTES;

  private final byte[] message;
  private final ProtoReader in;
  private final List<Query> queries = new ArrayList<>();
  private final List<Long> accepted = new ArrayList<>();

  private ReadRequestDecoder(byte[] message) {
    this.message = message;
    in = new ProtoReader().reset(message, 0, message.length);
  }

  /**
   * Decodes a body.
   *
   * @param maxBytes the longest message taken
   * @throws DecodeException if it is no such message
   * @throws VarveException with {@link ErrorCode#INVALID_REQUEST} if no accepted type is known
   */
  static ReadRequest decode(byte[] body, int maxBytes) {
    int length = SnappyBlock.decodedLength(body, 0, body.length);
    if (length > maxBytes) {
      throw new DecodeException(
          "snappy: decoded length " + length + " exceeds limit " + maxBytes, 0);
    }
    byte[] message = new byte[length];
    SnappyBlock.decode(body, 0, body.length, message);
    return new ReadRequestDecoder(message).request();
  }

  private ReadRequest request() {
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case QUERY -> queries.add(query());
        case ACCEPTED -> accepted.add(in.varint());
        case ACCEPTED_PACKED -> {
          int outer = in.enter();
          while (in.hasMore()) {
            accepted.add(in.varint());
          }
          in.leave(outer);
        }
        default -> in.skip(tag);
      }
    }
    return new ReadRequest(queries, responseType());
  }

  private ResponseType responseType() {
    if (accepted.isEmpty()) {
      return ResponseType.SAMPLES;
    }
    ResponseType[] known = ResponseType.values();
    for (long type : accepted) {
      if (type >= 0 && type < known.length) {
        return known[(int) type];
      }
    }
    throw new VarveException(
        ErrorCode.INVALID_REQUEST,
        "server does not support any of the requested response types: " + accepted);
  }

  private Query query() {
    int outer = in.enter();
    long start = 0;
    long end = 0;
    List<LabelMatcher> matchers = new ArrayList<>();
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case START -> start = in.varint();
        case END -> end = in.varint();
        case MATCHER -> matchers.add(matcher());
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    if (matchers.isEmpty()) {
      throw new VarveException(ErrorCode.INVALID_REQUEST, "a query has no matchers");
    }
    return new Query(start, end, matchers);
  }

  private LabelMatcher matcher() {
    int outer = in.enter();
    long type = 0;
    String name = "";
    String value = "";
    while (in.hasMore()) {
      int tag = in.tag();
      switch (tag) {
        case TYPE -> type = in.varint();
        case NAME -> name = string();
        case VALUE -> value = string();
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    return new LabelMatcher(matchType(type), name, value);
  }

  private static MatchType matchType(long type) {
    return switch (Math.clamp(type, -1, 4)) {
      case 0 -> MatchType.EQ;
      case 1 -> MatchType.NEQ;
      case 2 -> MatchType.RE;
      case 3 -> MatchType.NRE;
      default -> throw new VarveException(ErrorCode.INVALID_REQUEST, "invalid matcher type");
    };
  }

  private String string() {
    int start = in.skipBytes();
    return new String(message, start, in.position() - start, StandardCharsets.UTF_8);
  }
}
