package io.varve.sharding.proto;

import io.varve.model.DecodeException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Walks the fields of a protobuf message in a byte array without making an object of anything.
 *
 * <p>The caller asks for {@link #tag}, compares it with the tags it knows (field number times eight
 * plus wire type), reads the value by the matching method, and gives every other tag to {@link
 * #skip}. A nested message is read between {@link #enter} and {@link #leave}. Reusable, not
 * thread-safe; the array is neither copied nor written to.
 *
 * <p>Whatever the bytes are, the only exception that comes out is {@link DecodeException}; the
 * position is then undefined.
 */
public final class ProtoReader {
  /** Wire type of int32, int64, uint64, bool and enum fields. */
  public static final int VARINT = 0;

  /** Wire type of double and fixed64 fields. */
  public static final int FIXED64 = 1;

  /** Wire type of strings, bytes, messages and packed fields. */
  public static final int BYTES = 2;

  private static final int GROUP_START = 3;
  private static final int GROUP_END = 4;
  private static final int FIXED32 = 5;
  private static final int MAX_GROUP_DEPTH = 32;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] buf = new byte[0];
  private int position;
  private int limit;

  /** Starts at {@code buf[off]}, to end before {@code buf[off + len]}. */
  public ProtoReader reset(byte[] newBuf, int off, int len) {
    Objects.checkFromIndexSize(off, len, newBuf.length);
    buf = newBuf;
    position = off;
    limit = off + len;
    return this;
  }

  /** Goes on in another array that holds the same bytes at the same places. */
  public void rebase(byte[] newBuf) {
    Objects.checkFromIndexSize(position, limit - position, newBuf.length);
    buf = newBuf;
  }

  /** Returns whether the present message has more bytes. */
  public boolean hasMore() {
    return position < limit;
  }

  /** Returns the index in the array of the next byte. */
  public int position() {
    return position;
  }

  /** Returns the index in the array after the last byte of the present message. */
  public int limit() {
    return limit;
  }

  /** Reads the tag of the next field: field number times eight plus wire type. */
  public int tag() {
    int at = position;
    if (at < limit && buf[at] > 7) {
      position = at + 1;
      return buf[at];
    }
    long tag = varint();
    if (tag >>> 32 != 0 || tag >>> 3 == 0) {
      throw new DecodeException("no field can have the tag " + Long.toUnsignedString(tag), at);
    }
    return (int) tag;
  }

  /** Reads a varint of at most 64 bits; what a tenth byte has above them is dropped, as Go does. */
  public long varint() {
    int p = position;
    if (p < limit && buf[p] >= 0) {
      position = p + 1;
      return buf[p];
    }
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (p >= limit) {
        throw new DecodeException("varint is cut short", position);
      }
      byte b = buf[p++];
      value |= (b & 0x7FL) << shift;
      if (b >= 0) {
        position = p;
        return value;
      }
    }
    throw new DecodeException("varint has more than 10 bytes", position);
  }

  /** Reads eight bytes, lowest first: the bits of a double. */
  public long fixed64() {
    int at = position;
    need(Long.BYTES);
    position = at + Long.BYTES;
    return (long) LONG.get(buf, at);
  }

  /**
   * Reads the length of a nested message and narrows this reader to it.
   *
   * @return what {@link #leave} wants to know afterwards
   */
  public int enter() {
    int outer = limit;
    int length = length();
    limit = position + length;
    return outer;
  }

  /** Leaves the nested message, read to its end or not. */
  public void leave(int outer) {
    position = limit;
    limit = outer;
  }

  /**
   * Skips a length-delimited field.
   *
   * @return the index in the array where its content begins; it ends at {@link #position}
   */
  public int skipBytes() {
    int length = length();
    int start = position;
    position = start + length;
    return start;
  }

  /** Reads a string; what is not UTF-8 is replaced. The one method here that makes an object. */
  public String string() {
    int start = skipBytes();
    return new String(buf, start, position - start, StandardCharsets.UTF_8);
  }

  /** Skips the value of a field whose tag was just read. */
  public void skip(int tag) {
    int depth = 0;
    int next = tag;
    while (true) {
      switch (next & 7) {
        case VARINT -> varint();
        case FIXED64 -> {
          need(Long.BYTES);
          position += Long.BYTES;
        }
        case FIXED32 -> {
          need(Integer.BYTES);
          position += Integer.BYTES;
        }
        case BYTES -> skipBytes();
        case GROUP_START -> depth++;
        case GROUP_END -> depth--;
        default -> throw new DecodeException("unknown wire type " + (next & 7), position);
      }
      if (depth == 0) {
        return;
      }
      if (depth < 0 || depth > MAX_GROUP_DEPTH) {
        throw new DecodeException("groups do not nest", position);
      }
      next = tag();
    }
  }

  private int length() {
    int at = position;
    long length = varint();
    if (length < 0 || length > limit - position) {
      throw new DecodeException(
          "length " + Long.toUnsignedString(length) + " is over what is left", at);
    }
    return (int) length;
  }

  private void need(int bytes) {
    if (bytes > limit - position) {
      throw new DecodeException("need " + bytes + " bytes, have " + (limit - position), position);
    }
  }
}
