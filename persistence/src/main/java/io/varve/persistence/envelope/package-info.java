/**
 * What surrounds every protobuf message that is stored by itself: a magic number, a version and a
 * checksum.
 *
 * <p>Invariant: a message is parsed only after the checksum over all of it has been found right, so
 * that "corrupt", "too old" and "too new" are told apart.
 *
 * <pre>{@code
 * envelope := magic version body crc
 * magic    := 4 bytes, ASCII, which kind of message it is
 * version  := 1 byte, of that kind's format
 * body     := protobuf, up to the last four bytes
 * crc      := CRC-32C (Castagnoli) of magic, version and body; 4 bytes, big-endian
 * }</pre>
 */
@NullMarked
package io.varve.persistence.envelope;

import org.jspecify.annotations.NullMarked;
