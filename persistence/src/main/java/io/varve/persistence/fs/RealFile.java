package io.varve.persistence.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A {@link DiskFile} over a channel; the end is tracked here, so that an append is one call. */
final class RealFile implements DiskFile {
  private final FileChannel channel;
  private volatile long end;

  RealFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.end = channel.size();
  }

  @Override
  public void append(ByteBuffer bytes) throws IOException {
    long position = end;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
    end = position;
  }

  @Override
  public int read(long position, ByteBuffer destination) throws IOException {
    int total = 0;
    while (destination.hasRemaining()) {
      int n = channel.read(destination, position + total);
      if (n < 0) {
        return total == 0 ? -1 : total;
      }
      total += n;
    }
    return total;
  }

  @Override
  public void truncate(long size) throws IOException {
    channel.truncate(size);
    end = size;
  }

  @Override
  public void force() throws IOException {
    // Without the times of the inode: the size, which reading needs, is forced in either case.
    channel.force(false);
  }

  @Override
  public long size() {
    return end;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
