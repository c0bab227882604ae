"""The whole bot on Slack, with only the network faked: real store, desk, tick, Bolt and adapter against a server of ours."""
