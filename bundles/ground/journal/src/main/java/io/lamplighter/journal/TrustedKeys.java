package io.lamplighter.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code trusted-keys}: the public keys that may have signed blocks, pinned outside the database.
 * One line each: {@code own|other <base64> <last block or ->}. A new key of this node ends the time
 * of its earlier ones, so that a stolen one is of no use for later blocks.
 */
final class TrustedKeys {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedKeys.class);
  private static final String FILE = "trusted-keys";
  private static final String HEADER =
      "# Public keys that may have signed blocks of the journal: whose, key, last block\n";

  private final Path file;
  private final Map<String, Trust> keys = new LinkedHashMap<>();

  private record Trust(boolean own, PublicKey key, long until) {
    String line() {
      return (own ? "own " : "other ")
          + Base64.getEncoder().encodeToString(key.getEncoded())
          + (until == Long.MAX_VALUE ? " -" : " " + until)
          + "\n";
    }
  }

  private TrustedKeys(Path file) {
    this.file = file;
  }

  static boolean existIn(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /**
   * @param last number of the last block that was kept here
   */
  static TrustedKeys open(Path folder, SealKey own, long last) throws IOException {
    TrustedKeys trusted = new TrustedKeys(folder.resolve(FILE));
    trusted.read();
    if (!trusted.isOwn(own.id())) {
      if (!trusted.keys.isEmpty()) {
        LOG.warn("The journal is sealed with a new key, {}, after block {}", own.id(), last);
      }
      trusted.keys.replaceAll((id, k) -> k.own() ? new Trust(true, k.key(), last) : k);
      trusted.keys.put(own.id(), new Trust(true, own.publicKey(), Long.MAX_VALUE));
      trusted.write();
    }
    return trusted;
  }

  private void read() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
      String[] words = line.strip().split(" +");
      if (line.startsWith("#") || words.length < 2) {
        continue;
      }
      try {
        PublicKey key = SealKey.publicKey(Base64.getDecoder().decode(words[1]));
        boolean open = words.length < 3 || words[2].equals("-");
        long until = open ? Long.MAX_VALUE : Long.parseLong(words[2]);
        keys.put(SealKey.idOf(key), new Trust(words[0].equals("own"), key, until));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new IOException("Not a line of " + file + ": " + line, e);
      }
    }
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    keys.values().forEach(key -> text.append(key.line()));
    WholeFile.write(file, text.toString(), WholeFile.OPEN);
  }

  /** Takes over keys that other nodes of the house have introduced. */
  synchronized void introduce(Collection<PublicKey> others) throws IOException {
    boolean added = false;
    for (PublicKey key : others) {
      String id = SealKey.idOf(key);
      if (!keys.containsKey(id)) {
        keys.put(id, new Trust(false, key, Long.MAX_VALUE));
        added = true;
        LOG.warn("Another node of the house seals the journal, with key {}", id);
      }
    }
    if (added) {
      write();
    }
  }

  /** Whether the key is or was this node's. */
  synchronized boolean isOwn(String id) {
    Trust trust = keys.get(id);
    return trust != null && trust.own();
  }

  /** Whether the block's own hash is signed by a key that was trusted for it. */
  synchronized boolean signed(Block block) {
    Trust trust = keys.get(block.head().keyId());
    return trust != null
        && block.head().number() <= trust.until()
        && SealKey.verify(trust.key(), block.head().hash(), block.head().signature());
  }
}
