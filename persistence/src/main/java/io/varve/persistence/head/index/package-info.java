/**
 * The index of one shard's recent series, in memory: which series have these labels, and which
 * labels has this series. The invariant it guards: a {@link
 * io.varve.persistence.head.index.HeadView view} always shows exactly the series that were there
 * when it was published, whatever has been added, removed or compacted since.
 *
 * <h2>Structure</h2>
 *
 * <pre>
 * HeadIndex                       the writer's handle; publishes views
 *   Generation                    everything from one compaction to the next; only grows
 *     SymbolTable                 strings, each once: UTF-8 in pages; a symbol is an address
 *     SeriesTable                 slot -&gt; reference, tenant, pairs;  reference -&gt; slot
 *     TenantIndex                 one for each tenant
 *       PairTable                 label pairs, chained by name, each with its postings
 *         PostingsLists           ascending slots; a list of one takes no room of its own
 *       HashSlots                 label set -&gt; slot, for the writer
 * </pre>
 *
 * A series' labels are four bytes each, the index of a pair's record; strings, pairs and lists are
 * shared. Slots are numbered without gaps within a generation, so that postings can become bit
 * sets.
 *
 * <h2>One writer, many readers, no locks</h2>
 *
 * A view is (generation, bound, bits of the dead): it shows the slots below the bound. It is
 * published by a volatile write and taken by a volatile read, so all that the writer did before
 * happens-before all that a reader of this view does. The writer goes on changing the same arrays,
 * under these rules:
 *
 * <ol>
 *   <li><b>What a view shows is never written again.</b> Strings, records of series and of pairs,
 *       and slots in lists are written once; new ones go behind them. To remove is to set a bit in
 *       an array of the writer's own, which a view gets a copy of.
 *   <li><b>Four kinds of cell do change</b>: a pair's postings handle, the heads of chains, entries
 *       of hash tables (from empty to full), and references to arrays that have been replaced by
 *       longer ones. They are written by {@code setRelease} after everything they lead to, and read
 *       by {@code getAcquire}: whoever sees the new value sees what is behind it. Whoever sees an
 *       older one sees one that was current when its view was published, or later.
 *   <li><b>A replaced array is complete and stays.</b> The longer array holds all of the shorter
 *       one, and the writer changes the shorter one no more.
 *   <li><b>What is too new does not matter.</b> A reader may come upon pairs and slots that its
 *       view does not show. A list yields slots below the bound only: it ascends, and behind the
 *       last slot that the reader must see are only greater ones, or zeros. A pair without such
 *       slots is as if it were not there.
 * </ol>
 *
 * Single ints and references are never torn (JLS 17.7), and longs are read by {@code VarHandle}.
 *
 * <p>Compaction copies the living into another generation that no reader knows until a view of it
 * is published. Views of the old one keep it until they are dropped.
 */
@NullMarked
package io.varve.persistence.head.index;

import org.jspecify.annotations.NullMarked;
