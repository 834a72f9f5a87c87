package io.lamplighter.intake.meters;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Walks over the fields of a protobuf message; that is all that a node's death needs of it. */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int EIGHT_OCTETS = 1;
  private static final int LENGTH = 2;
  private static final int FOUR_OCTETS = 5;
  private static final int LONGEST_VARINT = 10;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private Protobuf() {}

  /** Told of each field, in the order of the message. */
  @FunctionalInterface
  interface Fields {
    /**
     * @param value of a field that is a number, else 0
     * @param octets of a field that has a length, else none
     */
    void field(int number, long value, ByteBuffer octets) throws Unreadable;
  }

  /**
   * @throws Unreadable {@code not-protobuf}
   */
  static void read(ByteBuffer octets, Fields to) throws Unreadable {
    ByteBuffer in = octets.slice().order(ByteOrder.LITTLE_ENDIAN);
    try {
      while (in.hasRemaining()) {
        long tag = varint(in);
        int number = (int) (tag >>> 3);
        Unreadable.unless(number > 0 && tag >>> 3 == number, "not-protobuf");
        switch ((int) tag & 7) {
          case VARINT -> to.field(number, varint(in), NONE);
          case EIGHT_OCTETS -> to.field(number, in.getLong(), NONE);
          case FOUR_OCTETS -> to.field(number, in.getInt(), NONE);
          case LENGTH -> to.field(number, 0, part(in));
          default -> throw new Unreadable("not-protobuf");
        }
      }
    } catch (BufferUnderflowException e) {
      throw new Unreadable("not-protobuf");
    }
  }

  private static ByteBuffer part(ByteBuffer in) throws Unreadable {
    long length = varint(in);
    Unreadable.unless(length >= 0 && length <= in.remaining(), "not-protobuf");
    ByteBuffer part = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return part;
  }

  private static long varint(ByteBuffer in) throws Unreadable {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      byte octet = in.get();
      value |= (long) (octet & 0x7f) << (7 * i);
      if (octet >= 0) {
        return value;
      }
    }
    throw new Unreadable("not-protobuf");
  }
}
