package io.varve.persistence.log.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.varve.model.CorruptionException;
import io.varve.persistence.envelope.Envelope;
import io.varve.persistence.log.LogRecord;
import java.util.ArrayList;
import java.util.List;

/** The bytes of a link, as the package's description lays them out. */
final class LinkFormat {
  private static final Envelope ENVELOPE = new Envelope("VLNK", 1);
  private static final int BODY = Envelope.HEADER_BYTES;

  private final int shard;

  LinkFormat(int shard) {
    this.shard = shard;
  }

  byte[] encode(NumberedLink numbered) {
    ChainProto.Link.Builder link =
        ChainProto.Link.newBuilder()
            .setToken(numbered.token().bytes())
            .setShard(shard)
            .setNumber(numbered.number())
            .setEpoch(numbered.link().epoch());
    switch (numbered.link()) {
      case Link.Claim(_, long incarnation, String address) ->
          link.getClaimBuilder().setIncarnation(incarnation).setAddress(address);
      case Link.Events events -> {
        ChainProto.Events.Builder body = link.getEventsBuilder();
        body.setFirstSequenceNr(events.first());
        events
            .records()
            .forEach(r -> body.addRecords(UnsafeByteOperations.unsafeWrap(r.payload())));
      }
      case Link.Checkpoint(_, long sequenceNr, long logPosition, byte[] manifest) ->
          link.getCheckpointBuilder()
              .setSequenceNr(sequenceNr)
              .setLogPosition(logPosition)
              .setManifest(UnsafeByteOperations.unsafeWrap(manifest));
    }
    return ENVELOPE.wrap(link.build());
  }

  /**
   * Reads a link that is expected to be a certain one.
   *
   * @param key where the bytes come from, for the message
   * @throws CorruptionException if they are not that link of this shard
   * @throws io.varve.model.FormatVersionException if only a newer program reads them
   */
  NumberedLink decode(String key, long number, byte[] bytes) {
    ChainProto.Link link = ENVELOPE.unwrap(key, bytes, ChainProto.Link.parser());
    if (link.getShard() != shard || link.getNumber() != number) {
      throw new CorruptionException(
          key,
          BODY,
          "link %d of shard %d".formatted(number, shard),
          "link %d of shard %d".formatted(link.getNumber(), link.getShard()));
    }
    if (link.getToken().size() != Token.BYTES) {
      throw new CorruptionException(
          key, BODY, "a token of 16 bytes", link.getToken().size() + " bytes");
    }
    return new NumberedLink(number, Token.of(link.getToken()), body(key, link));
  }

  private static Link body(String key, ChainProto.Link link) {
    long epoch = link.getEpoch();
    return switch (link.getBodyCase()) {
      case CLAIM ->
          new Link.Claim(epoch, link.getClaim().getIncarnation(), link.getClaim().getAddress());
      case EVENTS -> new Link.Events(epoch, records(key, link.getEvents()));
      case CHECKPOINT ->
          new Link.Checkpoint(
              epoch,
              link.getCheckpoint().getSequenceNr(),
              link.getCheckpoint().getLogPosition(),
              link.getCheckpoint().getManifest().toByteArray());
      case BODY_NOT_SET -> throw new CorruptionException(key, BODY, "a known kind of link", "none");
    };
  }

  private static List<LogRecord> records(String key, ChainProto.Events events) {
    long first = events.getFirstSequenceNr();
    if (first < 1 || events.getRecordsCount() == 0) {
      throw new CorruptionException(
          key,
          BODY,
          "records from 1 on",
          "%d records from %d on".formatted(events.getRecordsCount(), first));
    }
    List<LogRecord> records = new ArrayList<>(events.getRecordsCount());
    for (ByteString payload : events.getRecordsList()) {
      records.add(new LogRecord(first + records.size(), payload.toByteArray()));
    }
    return records;
  }
}
