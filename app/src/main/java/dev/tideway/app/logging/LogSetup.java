package dev.tideway.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Optional;

/**
 * JSON lines on standard output, at the level of LOG_LEVEL (default INFO; also where it can't be
 * read, so that the start can say so). In Java, because reading logback's XML costs a good part of
 * the start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    JsonLines encoder = new JsonLines();
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(
        Level.toLevel(Optional.ofNullable(System.getenv("LOG_LEVEL")).orElse(""), Level.INFO));
    root.addAppender(console);
    // Flyway tells each step, and Hikari each connection that broke, with its stack. What came of
    // it is told once, by us.
    context.getLogger("org.flywaydb").setLevel(Level.ERROR);
    context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
    // It greets, and asks for a file of settings that we give in the code.
    context.getLogger("com.password4j").setLevel(Level.ERROR);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
