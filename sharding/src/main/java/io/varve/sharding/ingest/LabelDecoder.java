package io.varve.sharding.ingest;

import io.varve.model.DecodeException;
import io.varve.model.LabelName;
import io.varve.model.Labels;
import io.varve.model.Utf8;
import io.varve.sharding.proto.ProtoReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Decodes labels of the encoded form, for series that no cache knows: parses, validates, sorts,
 * drops empty values.
 *
 * <p>Valid is what Prometheus's receiver takes: there is a metric name and it is not empty, no name
 * is empty or comes twice, names and values are UTF-8. (Of remote write 1.0 requests Prometheus
 * drops the rest without telling the sender; here it is answered.) Reusable, not thread-safe; no
 * bytes make it throw.
 */
public final class LabelDecoder {
  static final int LABEL = 1 << 3 | ProtoReader.BYTES;
  static final int NAME = 1 << 3 | ProtoReader.BYTES;
  static final int VALUE = 2 << 3 | ProtoReader.BYTES;

  private final ProtoReader in = new ProtoReader();
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private String[] pairs = new String[32];
  private int used;

  /** Decodes the labels in {@code buf[off]} to {@code buf[off + len - 1]}. */
  public DecodedLabels decode(byte[] buf, int off, int len) {
    used = 0;
    in.reset(buf, off, len);
    try {
      while (in.hasMore()) {
        int tag = in.tag();
        if (tag == LABEL) {
          label(buf);
        } else {
          in.skip(tag);
        }
      }
    } catch (DecodeException e) {
      return invalid("the labels are not valid protobuf: " + e.problem(), buf, off, len);
    } catch (CharacterCodingException e) {
      return invalid("a label is not valid UTF-8", buf, off, len);
    }
    return validate(buf, off, len);
  }

  private void label(byte[] buf) throws CharacterCodingException {
    int outer = in.enter();
    String name = "";
    String value = "";
    while (in.hasMore()) {
      int tag = in.tag();
      if (tag == NAME) {
        name = string(buf);
      } else if (tag == VALUE) {
        value = string(buf);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    if (used == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * used);
    }
    pairs[used++] = name;
    pairs[used++] = value;
  }

  private String string(byte[] buf) throws CharacterCodingException {
    int start = in.skipBytes();
    int end = in.position();
    for (int i = start; i < end; i++) {
      if (buf[i] < 0) {
        return utf8.decode(ByteBuffer.wrap(buf, start, end - start)).toString();
      }
    }
    return new String(buf, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private DecodedLabels validate(byte[] buf, int off, int len) {
    boolean canonical = true;
    boolean named = false;
    for (int i = 0; i < used; i += 2) {
      String name = pairs[i];
      boolean empty = pairs[i + 1].isEmpty();
      if (name.isEmpty()) {
        return invalid("a label name is empty", buf, off, len);
      }
      named |= !empty && name.equals(LabelName.METRIC_NAME);
      canonical &= !empty && (i == 0 || Utf8.compare(pairs[i - 2], name) < 0);
    }
    if (!canonical) {
      String duplicate = duplicateName();
      if (!duplicate.isEmpty()) {
        return invalid("the label name " + duplicate + " comes twice", buf, off, len);
      }
    }
    if (!named) {
      return invalid("the metric name is missing", buf, off, len);
    }
    String[] exact = Arrays.copyOf(pairs, used);
    return new DecodedLabels.Valid(canonical ? Labels.ofSorted(exact) : Labels.of(exact));
  }

  private String duplicateName() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < used; i += 2) {
      if (!seen.add(pairs[i])) {
        return pairs[i];
      }
    }
    return "";
  }

  private static DecodedLabels invalid(String problem, byte[] buf, int off, int len) {
    return new DecodedLabels.Invalid(
        problem + " in series " + EncodedLabels.describe(buf, off, len));
  }
}
