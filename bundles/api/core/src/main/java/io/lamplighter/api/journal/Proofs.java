package io.lamplighter.api.journal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Proves single entries to whoever takes nobody's word: with the way to the head of their block.
 */
@ProviderType
public interface Proofs {
  /**
   * Those of these entries that the journal has, in its order. For the owner of what they are
   * about, who has checked the caller.
   *
   * @param entries at most {@link io.lamplighter.api.Page#MAX}
   */
  List<Proof> of(Collection<Cursor> entries);

  /** The public keys with which blocks were signed: X.509 in base64, by their ids. */
  Map<String, String> keys();

  /**
   * An entry as it is stored now.
   *
   * @param data its data, byte for byte as it was written: that is what is sealed
   * @param place null until it is sealed
   */
  record Proof(Entry entry, String data, @Nullable Place place) {}

  /**
   * Where an entry is sealed.
   *
   * @param index of its leaf in the block's tree, from 0
   * @param path hashes in hex that lead from its leaf to the root, the lowest first (RFC 6962)
   * @param head of the block
   * @param previous hash of the head before it
   * @param holds whether the entry, as it is stored now, is what was sealed
   */
  record Place(int index, List<String> path, Seals.Head head, String previous, boolean holds) {
    public Place {
      path = List.copyOf(path);
    }
  }
}
