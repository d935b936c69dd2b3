"""Runs a program as it stands, pointed at the fake: `… -m tests.wire.launcher API GATEWAY MODULE ARGUMENTS`.

The two addresses are set here, in the process that the test starts, so that the product needs no door for it.
"""

import runpy
import sys

import discord.gateway
import discord.http
import yarl

if __name__ == "__main__":
    api, gateway, module, *arguments = sys.argv[1:]
    discord.http.Route.BASE = api
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
