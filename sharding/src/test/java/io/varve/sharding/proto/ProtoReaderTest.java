package io.varve.sharding.proto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.varve.model.DecodeException;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ProtoReaderTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void readsWhatProtobufWrites() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeInt64(1, -5);
    out.writeDouble(2, 1.5);
    out.writeString(3, "name");
    out.writeFixed32(4, 7);
    out.writeUInt64(5000, 1L << 40);
    out.flush();

    ProtoReader in = reader(bytes.toByteArray());
    assertThat(in.tag()).isEqualTo(1 << 3 | ProtoReader.VARINT);
    assertThat(in.varint()).isEqualTo(-5);
    assertThat(in.tag()).isEqualTo(2 << 3 | ProtoReader.FIXED64);
    assertThat(in.fixed64()).isEqualTo(Double.doubleToRawLongBits(1.5));
    assertThat(in.tag()).isEqualTo(3 << 3 | ProtoReader.BYTES);
    int start = in.skipBytes();
    assertThat(in.position() - start).isEqualTo(4);
    in.skip(in.tag());
    assertThat(in.tag()).isEqualTo(5000 << 3 | ProtoReader.VARINT);
    assertThat(in.varint()).isEqualTo(1L << 40);
    assertThat(in.hasMore()).isFalse();
  }

  @Test
  void aNestedMessageEndsWhereItsLengthSays() {
    ProtoReader in = reader(new byte[] {0x0A, 2, 0x10, 5, 0x18, 6});
    assertThat(in.tag()).isEqualTo(0x0A);
    int outer = in.enter();
    in.skip(in.tag());
    assertThat(in.hasMore()).isFalse();
    in.leave(outer);
    assertThat(in.tag()).isEqualTo(0x18);
    assertThat(in.varint()).isEqualTo(6);
  }

  @Test
  void skipsGroupsAndRefusesThoseThatDoNotNest() {
    ProtoReader in = reader(new byte[] {0x0B, 0x13, 0x08, 1, 0x14, 0x0C, 0x18, 6});
    in.skip(in.tag());
    assertThat(in.tag()).isEqualTo(0x18);

    refuses(new byte[] {0x0C});
    refuses(new byte[] {0x0B, 0x08, 1});
    byte[] deep = new byte[100];
    java.util.Arrays.fill(deep, (byte) 0x0B);
    refuses(deep);
  }

  @Test
  void refusesTagsAndLengthsThatCannotBe() {
    refuses(new byte[] {0});
    refuses(new byte[] {7, 0});
    refuses(new byte[] {0x0F, 0});
    refuses(new byte[] {0x0A, 1});
    refuses(new byte[] {0x0A, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1});
    refuses(new byte[] {-1, -1, -1, -1, 127, 0});
    refuses(new byte[] {8, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1});
    refuses(new byte[] {9, 1, 2, 3});
    refuses(new byte[] {13, 1, 2, 3});
  }

  @Test
  void anyBytesAreReadToTheEndOrRefused() {
    for (int i = 0; i < Scale.of(20_000, 2_000_000); i++) {
      byte[] bytes = random.bytes(random.nextInt(64));
      try {
        skipAll(bytes);
      } catch (DecodeException e) {
        assertThat(e.position()).isBetween(0, bytes.length);
      }
    }
  }

  private static void refuses(byte[] bytes) {
    assertThatThrownBy(() -> skipAll(bytes)).isInstanceOf(DecodeException.class);
  }

  private static void skipAll(byte[] bytes) {
    ProtoReader in = reader(bytes);
    while (in.hasMore()) {
      in.skip(in.tag());
    }
  }

  private static ProtoReader reader(byte[] bytes) {
    return new ProtoReader().reset(bytes, 0, bytes.length);
  }
}
