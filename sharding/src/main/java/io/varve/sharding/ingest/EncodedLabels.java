package io.varve.sharding.ingest;

import io.varve.model.DecodeException;
import io.varve.model.GoQuote;
import io.varve.sharding.proto.ProtoReader;
import java.nio.charset.StandardCharsets;

/** Prints encoded labels for people, valid or not. */
public final class EncodedLabels {
  private static final int MAX_PRINTED = 400;

  private EncodedLabels() {}

  /**
   * Returns the labels in {@code buf[off]} to {@code buf[off + len - 1]} much as Prometheus prints
   * a label set, names quoted too, in the order sent; bytes that are not UTF-8 as U+FFFD, and cut
   * short with {@code …} where they are long or make no sense.
   */
  public static String describe(byte[] buf, int off, int len) {
    ProtoReader in = new ProtoReader().reset(buf, off, len);
    StringBuilder sb = new StringBuilder("{");
    try {
      while (in.hasMore() && sb.length() < MAX_PRINTED) {
        int tag = in.tag();
        if (tag == LabelDecoder.LABEL) {
          sb.append(sb.length() > 1 ? ", " : "");
          label(buf, in, sb);
        } else {
          in.skip(tag);
        }
      }
      return sb.append(in.hasMore() ? ", …}" : "}").toString();
    } catch (DecodeException _) {
      return sb.append("…}").toString();
    }
  }

  private static void label(byte[] buf, ProtoReader in, StringBuilder sb) {
    int outer = in.enter();
    String name = "";
    String value = "";
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == LabelDecoder.NAME) {
        name = text(buf, in);
      } else if (tag == LabelDecoder.VALUE) {
        value = text(buf, in);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    sb.append(GoQuote.quote(name)).append('=').append(GoQuote.quote(value));
  }

  private static String text(byte[] buf, ProtoReader in) {
    int start = in.skipBytes();
    int length = in.position() - start;
    int printed = Math.min(length, MAX_PRINTED);
    String text = new String(buf, start, printed, StandardCharsets.UTF_8);
    return printed == length ? text : text + "…";
  }
}
