package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** What a block says of its entries, in order: xid, position and content hash, 48 bytes each. */
final class SealedList {
  static final int ITEM = Long.BYTES + Long.BYTES + Sha256.BYTES;

  private final ByteBuffer bytes;

  /**
   * @throws IllegalArgumentException when it is not a whole number of items
   */
  SealedList(byte[] bytes) {
    if (bytes.length % ITEM != 0) {
      throw new IllegalArgumentException("The list of entries has a broken length");
    }
    this.bytes = ByteBuffer.wrap(bytes);
  }

  int size() {
    return bytes.capacity() / ITEM;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  Cursor cursor(int index) {
    return new Cursor(bytes.getLong(index * ITEM), bytes.getLong(index * ITEM + Long.BYTES));
  }

  int compare(int index, long xid, long position) {
    int byTransaction = Long.compare(bytes.getLong(index * ITEM), xid);
    return byTransaction != 0
        ? byTransaction
        : Long.compare(bytes.getLong(index * ITEM + Long.BYTES), position);
  }

  boolean hasContent(int index, byte[] content) {
    int from = index * ITEM + 2 * Long.BYTES;
    return java.util.Arrays.equals(
        bytes.array(), from, from + Sha256.BYTES, content, 0, Sha256.BYTES);
  }

  byte[] content(int index) {
    int from = index * ITEM + 2 * Long.BYTES;
    return java.util.Arrays.copyOfRange(bytes.array(), from, from + Sha256.BYTES);
  }

  /** Collects a list. */
  static final class Builder {
    private final ByteArrayOutputStream items = new ByteArrayOutputStream();
    private final ByteBuffer key = ByteBuffer.allocate(2 * Long.BYTES);

    void add(long xid, long position, byte[] content) {
      key.putLong(0, xid).putLong(Long.BYTES, position);
      items.writeBytes(key.array());
      items.writeBytes(content);
    }

    boolean isEmpty() {
      return items.size() == 0;
    }

    SealedList build() {
      return new SealedList(items.toByteArray());
    }
  }
}
