"""Apache Kafka for the integration tests: one process, broker and controller, from its jars."""

import shutil
import subprocess
import time
import uuid
from pathlib import Path

import trustme
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from connectors.tansu import HOST, answers_kafka, free_port, leashed

USER, PASSWORD = "khabar", "a-secret-of-the-tests"
PLAIN_LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule"
JARS = Path(__file__).parents[2] / ".cache" / "kafka"
FETCH = "tests/servers/fetch_kafka.sh"

# One node, so every internal topic has one replica; few internal partitions, so that it starts and recovers fast; a
# short session, for a killed broker's id is only free again when that has expired.
PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{host}:{controller_port}
listeners=PLAINTEXT://{host}:{port},SECURE://{host}:{secure_port},CONTROLLER://{host}:{controller_port}
advertised.listeners=PLAINTEXT://{host}:{port},SECURE://{host}:{secure_port}
controller.listener.names=CONTROLLER
inter.broker.listener.name=PLAINTEXT
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL
ssl.keystore.type=PEM
ssl.keystore.location={keystore}
sasl.enabled.mechanisms=PLAIN
listener.name.secure.plain.sasl.jaas.config={plain_login} required user_{user}="{password}";
log.dirs={data}
auto.create.topics.enable=false
message.max.bytes=17825792
offsets.topic.replication.factor=1
offsets.topic.num.partitions=3
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=3
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
broker.heartbeat.interval.ms=1000
"""


class ApacheKafka:
    """A real broker on free loopback ports; its data outlive `kill`, so that `start` goes on with them.

    One listener takes everybody, the secure one speaks TLS and lets USER in with PASSWORD.
    """

    def __init__(self, folder: Path) -> None:
        self.port, self.secure_port = free_port(), free_port()
        self.authority = folder / "authority.pem"
        self._properties, self._log = folder / "server.properties", folder / "kafka.log"
        self._process: subprocess.Popen[bytes] | None = None
        text = PROPERTIES.format(
            host=HOST, port=self.port, secure_port=self.secure_port, controller_port=free_port(), data=folder / "data",
            keystore=_keystore(folder, self.authority), plain_login=PLAIN_LOGIN, user=USER, password=PASSWORD,
        )  # fmt: skip
        self._properties.write_text(text, encoding="utf-8")
        self._format()

    @property
    def bootstrap(self) -> str:
        """The address for clients, `127.0.0.1:PORT`."""
        return f"{HOST}:{self.port}"

    @property
    def secure(self) -> str:
        """The address for clients that speak TLS and log in."""
        return f"{HOST}:{self.secure_port}"

    def start(self, timeout_s: float = 60.0) -> None:
        """Start it, again on the same data and port after `kill` or `stop`, and wait until it answers."""
        with self._log.open("ab") as log:
            command = leashed(java("-Xmx512m", "kafka.Kafka", str(self._properties)))
            self._process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        deadline = time.monotonic() + timeout_s
        while not answers_kafka(self.port):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(
                    f"Apache Kafka on {self.bootstrap} didn't start within {timeout_s} s:\n{self._tail()}"
                )
            time.sleep(0.1)

    def kill(self) -> None:
        """SIGKILL: nothing is flushed, nothing is closed."""
        self._process.kill()
        self._process.wait()

    def stop(self, timeout_s: float = 20.0) -> None:
        """Shut it down in an orderly way, or kill it when that takes too long."""
        self._process.terminate()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.kill()

    def _format(self) -> None:
        words = ("kafka.tools.StorageTool", "format", "-t", str(uuid.uuid4()), "-c", str(self._properties))
        done = subprocess.run(java("-XX:TieredStopAtLevel=1", *words), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"Apache Kafka's storage can't be formatted:\n{done.stdout}{done.stderr}")

    def _tail(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")[-4000:]


def _keystore(folder: Path, authority: Path) -> Path:
    """Write the broker's key and certificate, and the certificate of who signed it, and give the first."""
    signer = trustme.CA()
    signer.cert_pem.write_to_path(authority)
    issued = signer.issue_cert(HOST)
    key = load_pem_private_key(issued.private_key_pem.bytes(), None)
    path = folder / "keystore.pem"
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))  # Kafka reads no other form
    for certificate in issued.cert_chain_pems:
        certificate.write_to_path(path, append=True)
    return path


def java(*words: str) -> list[str]:
    """The command line of a Java program from Kafka's jars; says what to do when Java or the jars are missing."""
    if (program := shutil.which("java")) is None:
        raise RuntimeError("Apache Kafka needs Java 17 or newer: install a JRE so that `java` is on the PATH")
    if not (JARS / "pom.xml").exists():
        raise RuntimeError(f"Apache Kafka's jars are not in {JARS}: run {FETCH} first (it needs Maven)")
    logging = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
    return [program, "-XX:+UseSerialGC", logging, "-cp", str(JARS / "*"), *words]
