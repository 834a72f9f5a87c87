package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against RFC 6962, section 2.1, written down as it stands there. */
class MerkleTest {
  @Test
  void theRootIsThatOfTheRfc() throws Exception {
    long seed = System.nanoTime();
    System.out.println("MerkleTest seed " + seed);
    Random random = new Random(seed);
    for (int n = 0; n <= 130; n++) {
      SealedList.Builder builder = new SealedList.Builder();
      byte[] content = new byte[32];
      for (int i = 0; i < n; i++) {
        random.nextBytes(content);
        builder.add(random.nextLong(), random.nextLong(), content);
      }
      SealedList list = builder.build();
      List<byte[]> items =
          IntStream.range(0, n)
              .mapToObj(i -> Arrays.copyOfRange(list.bytes().array(), i * 48, i * 48 + 48))
              .toList();
      assertEquals(Sha256.hex(oracle(items)), Merkle.rootOf(list), "of " + n);
    }
  }

  private static byte[] oracle(List<byte[]> items) throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    int n = items.size();
    if (n == 0) {
      return sha.digest();
    }
    if (n == 1) {
      sha.update((byte) 0);
      return sha.digest(items.get(0));
    }
    int k = Integer.highestOneBit(n - 1);
    byte[] left = oracle(items.subList(0, k));
    byte[] right = oracle(items.subList(k, n));
    sha.update((byte) 1);
    sha.update(left);
    return sha.digest(right);
  }
}
