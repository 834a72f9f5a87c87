package io.lamplighter.intake.sms;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.Command;

/** Ends a line on which somebody announces more than any message can have. */
final class BoundedReader extends DefaultPDUReader {
  /** message_payload has at most 64 kB; the rest of a message is small. */
  private static final int LONGEST = 72 * 1024;

  @Override
  public Command readPDUHeader(DataInputStream in)
      throws InvalidCommandLengthException, IOException {
    Command header = super.readPDUHeader(in);
    if (header.getCommandLength() > LONGEST) {
      throw new IOException("A message of " + header.getCommandLength() + " octets is announced");
    }
    return header;
  }
}
