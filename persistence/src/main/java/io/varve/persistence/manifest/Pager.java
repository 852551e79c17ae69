package io.varve.persistence.manifest;

import io.varve.model.Crc32c;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Divides a manifest between one commit and its pages. Pages stay as they are while most of their
 * items hold; the items of the others come back into the manifest, which spills into new pages what
 * is too much for it.
 */
final class Pager {
  private final Supplier<String> keys;
  private final int inlineBytes;

  /**
   * @param bytes to be committed
   * @param pages what the manifest then names
   * @param fresh those of the pages that are yet to be put, by key
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Plan(byte[] bytes, List<Page> pages, Map<String, byte[]> fresh) {}

  /**
   * @param keys gives a new page its key
   * @param inlineBytes of items stay in the manifest at most
   */
  Pager(Supplier<String> keys, int inlineBytes) {
    this.keys = keys;
    this.inlineBytes = inlineBytes;
  }

  /**
   * @param before the pages of the manifest that this one was made from
   */
  Plan plan(Manifest manifest, List<Page> before) {
    List<Page> pages = new ArrayList<>();
    Set<ManifestItem> paged = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Page page : before) {
      List<ManifestItem> live = page.items().stream().filter(manifest::holds).toList();
      if (live.size() * 2 >= page.items().size()) {
        pages.add(page);
        paged.addAll(live);
      }
    }
    List<ManifestItem> inline = manifest.items().filter(i -> !paged.contains(i)).toList();
    Map<String, byte[]> fresh = new LinkedHashMap<>();
    long[] sizes =
        inline.stream().mapToLong(i -> ItemCodec.encode(List.of(i)).getSerializedSize()).toArray();
    long left = LongStream.of(sizes).sum();
    int from = 0;
    while (left > inlineBytes) {
      int to = from;
      for (long page = 0; to < sizes.length && page < inlineBytes; to++) {
        page += sizes[to];
        left -= sizes[to];
      }
      pages.add(write(inline.subList(from, to), fresh));
      from = to;
    }
    List<ManifestItem> rest = inline.subList(from, inline.size());
    return new Plan(ManifestWriter.encode(manifest, rest, pages), pages, fresh);
  }

  private Page write(List<ManifestItem> items, Map<String, byte[]> fresh) {
    String key = keys.get();
    byte[] bytes = ManifestFormat.PAGE.wrap(ItemCodec.encode(items));
    fresh.put(key, bytes);
    // A manifest's items come by kind, as they stand in the page.
    return new Page(new StoredObject(key, bytes.length, Crc32c.of(bytes)), items);
  }
}
