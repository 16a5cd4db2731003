"""Amazon's API on loopback, for .ci/deploy/ecs: moto, and what runs in a real ECS played by it.

Prints its port. Services have two tasks. A migration fails for an image of f's; tasks of an image of e's never become
healthy, so that the circuit breaker keeps the old definition.
"""

import os
from wsgiref.simple_server import WSGIRequestHandler, make_server

os.environ["MOTO_ECS_SERVICE_RUNNING"] = "2"

from moto.ecs import models  # noqa: E402
from moto.moto_api import state_manager  # noqa: E402
from moto.server import DomainDispatcherApplication, create_backend_app  # noqa: E402

state_manager.set_transition("ecs::task", {"progression": "immediate"})


contain = models.Container.__init__
update = models.EC2ContainerServiceBackend.update_service


def container(self, definition):
    contain(self, definition)
    self.exitCode = 3 if self.image.endswith("f" * 64) else 0


def update_service(self, properties):
    definition = self.describe_task_definition(properties["task_definition"])
    if definition.container_definitions[0]["image"].endswith("e" * 64):
        properties["task_definition"] = None
    return update(self, properties)


models.Container.__init__ = container
models.EC2ContainerServiceBackend.update_service = update_service


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):
        pass


app = DomainDispatcherApplication(create_backend_app)
server = make_server("127.0.0.1", 0, app, handler_class=Quiet)
print(server.server_port, flush=True)
server.serve_forever()
